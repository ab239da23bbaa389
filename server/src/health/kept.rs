//! Between results as an engine counts them, by places, and as the snapshot keeps them, by names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::wire::{Health, Outcome};
use scorecards::{Engine, Judged, Past, PastRules, ScorecardDefinition, Standing};

use crate::live::{Judgement, Live, Row};

/// The names of an engine's scorecards, levels and rules, and what a snapshot keeps under them.
pub(super) struct Kept<'a> {
    scorecards: Vec<Scorecard<'a>>,
    /// By the symbol of a level: the scorecard's place, and the level.
    levels: Vec<Option<(usize, Option<&'a str>)>>,
    /// By the symbol of a rule: the places of scorecard and rule.
    rules: Vec<Option<(usize, usize)>>,
}

struct Scorecard<'a> {
    definition: &'a ScorecardDefinition,
    /// As the snapshot names them; the last one stands for no level.
    levels: Vec<Arc<str>>,
    /// As the snapshot names them, which folds case.
    rules: Vec<Arc<str>>,
    /// The results that are kept are of this very definition.
    is_same: bool,
}

/// What is kept of an entity's results.
pub(super) struct Before<'a> {
    /// By the places of scorecards.
    pub(super) past: Vec<Past<'a>>,
    /// It had reached a level of a scorecard that is no more.
    pub(super) has_lost_levels: bool,
}

impl<'a> Kept<'a> {
    /// What `live` keeps of results that the engine `before` made, for its own engine.
    pub(super) fn new(live: &'a Live, before: &Engine) -> Self {
        let old: HashMap<&str, &ScorecardDefinition> =
            before.definitions().map(|definition| (definition.name.as_str(), definition)).collect();
        let scorecards: Vec<Scorecard<'a>> = live
            .engine()
            .definitions()
            .map(|definition| {
                let name = definition.name.as_str();
                // A rule may be wrong only because of a scorecard that is not there, or read a fact of another type.
                let is_same = old.get(name) == Some(&definition)
                    && before.faults(name) == live.engine().faults(name)
                    && before.means_the_same_facts(name, live.engine());
                Scorecard::new(definition, is_same)
            })
            .collect();
        let columns = live.columns();
        let by_name: HashMap<&str, usize> = scorecards
            .iter()
            .enumerate()
            .filter(|(_, scorecard)| !scorecard.definition.is_draft)
            .map(|(place, scorecard)| (scorecard.definition.name.as_str(), place))
            .collect();
        let mut levels = vec![None; columns.levels().bound()];
        for (symbol, text) in columns.levels().iter() {
            let (name, level) = text.split_once('/').map_or((text, None), |(name, level)| (name, Some(level)));
            levels[symbol.index()] = by_name.get(name).map(|&place| (place, level));
        }
        let mut rules = vec![None; columns.rules().bound()];
        for (place, scorecard) in scorecards.iter().enumerate().filter(|(_, scorecard)| scorecard.is_same) {
            for (rule, id) in scorecard.rules.iter().enumerate() {
                if let Some(symbol) = columns.rules().find(id) {
                    rules[symbol.index()] = Some((place, rule));
                }
            }
        }
        Self { scorecards, levels, rules }
    }

    /// Whether every scorecard is the one that made the results, and none is gone.
    pub(super) fn is_of_the_same(&self, before: &Engine) -> bool {
        self.scorecards.iter().all(|scorecard| scorecard.is_same)
            && before.definitions().count() == self.scorecards.len()
    }

    /// What is kept of an entity.
    pub(super) fn of(&self, row: &Row) -> Before<'a> {
        let not_applied =
            |scorecard: &Scorecard<'_>| if scorecard.is_same { PastRules::NotApplied } else { PastRules::Unknown };
        let mut past: Vec<Past<'a>> =
            self.scorecards.iter().map(|scorecard| Past { level: None, rules: not_applied(scorecard) }).collect();
        let mut has_lost_levels = false;
        for level in &row.levels {
            let Some(&(place, level)) = self.levels.get(level.index()).and_then(Option::as_ref) else {
                has_lost_levels = true;
                continue;
            };
            past[place].level = level.map(Cow::Borrowed);
            if self.scorecards[place].is_same {
                past[place].rules = PastRules::Applied(vec![None; self.scorecards[place].rules.len()]);
            }
        }
        for kept in &row.outcomes {
            let Some(&(place, rule)) = self.rules.get(kept.rule.index()).and_then(Option::as_ref) else { continue };
            if let PastRules::Applied(rules) = &mut past[place].rules {
                rules[rule] = Some(kept.verdict);
            }
        }
        Before { past, has_lost_levels }
    }

    /// As the snapshot keeps it.
    pub(super) fn judgement(&self, judged: &Judged) -> Judgement {
        let mut judgement = Judgement { total: total(&judged.standings), ..Judgement::default() };
        for standing in &judged.standings {
            let scorecard = &self.scorecards[standing.scorecard];
            let level = standing.level.unwrap_or(scorecard.definition.levels.len());
            judgement.levels.extend(scorecard.levels.get(level).cloned());
            let id = |place: usize| scorecard.rules.get(place).cloned();
            judgement
                .outcomes
                .extend(standing.rules.iter().filter_map(|&(place, verdict)| Some((id(place)?, verdict))));
        }
        judgement
    }
}

impl<'a> Scorecard<'a> {
    fn new(definition: &'a ScorecardDefinition, is_same: bool) -> Self {
        let levels = definition.levels.iter().map(|level| Some(level.name.as_str())).chain([None]);
        let rule = |id: &str| format!("{}/{id}", definition.name).to_lowercase().into();
        Self {
            definition,
            levels: levels.map(|level| level_id(&definition.name, level).into()).collect(),
            rules: definition.rules.iter().map(|known| rule(&known.id)).collect(),
            is_same,
        }
    }
}

/// As the snapshot names a level of a scorecard, or that none is reached.
pub(super) fn level_id(scorecard: &str, level: Option<&str>) -> String {
    level.map_or_else(|| scorecard.to_owned(), |level| format!("{scorecard}/{level}"))
}

/// All results in one line; none where no scorecard applies. Exempt rules count as neither passed nor failed.
fn total(standings: &[Standing]) -> Option<Health> {
    if standings.is_empty() {
        return None;
    }
    let mut health = Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 };
    for standing in standings {
        health.score = health.score.saturating_add(standing.score);
        health.max = health.max.saturating_add(standing.max);
        for (_, verdict) in &standing.rules {
            match verdict.outcome {
                Outcome::Pass => health.passed += 1,
                Outcome::Fail => health.failed += 1,
                Outcome::Unknown => health.unknown += 1,
                Outcome::Exempt => {}
            }
        }
    }
    Some(health)
}
