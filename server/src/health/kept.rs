//! Between results as an engine counts them, by places, and as the snapshot keeps them, by names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::wire::{Health, Outcome};
use scorecards::{Engine, Judged, Past, PastRules, RuleDefinition, ScorecardDefinition, Standing};

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
    /// What made the results that are kept.
    made_by: MadeBy,
}

/// How much of a scorecard is what made the results that are kept.
struct MadeBy {
    /// All of it, but for who is exempt.
    all: bool,
    /// It says in the same way whom it applies to.
    scope: bool,
    /// By their places, whether each rule comes to the same.
    rules: Vec<bool>,
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
                let old = old.get(definition.name.as_str()).copied();
                Scorecard::new(definition, MadeBy::of((old, before), (definition, live.engine())))
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
        for (place, scorecard) in scorecards.iter().enumerate().filter(|(_, scorecard)| scorecard.made_by.scope) {
            let same = scorecard.rules.iter().zip(&scorecard.made_by.rules).enumerate();
            for (rule, (id, _)) in same.filter(|(_, (_, is_same))| **is_same) {
                if let Some(symbol) = columns.rules().find(id) {
                    rules[symbol.index()] = Some((place, rule));
                }
            }
        }
        Self { scorecards, levels, rules }
    }

    /// Whether every scorecard is the one that made the results, and none is gone.
    pub(super) fn is_of_the_same(&self, before: &Engine) -> bool {
        self.scorecards.iter().all(|scorecard| scorecard.made_by.all)
            && before.definitions().count() == self.scorecards.len()
    }

    /// What is kept of an entity.
    pub(super) fn of(&self, row: &Row) -> Before<'a> {
        let not_applied = |scorecard: &Scorecard<'_>| {
            if scorecard.made_by.scope { PastRules::NotApplied } else { PastRules::Unknown }
        };
        let mut past: Vec<Past<'a>> =
            self.scorecards.iter().map(|scorecard| Past { level: None, rules: not_applied(scorecard) }).collect();
        let mut has_lost_levels = false;
        for level in row.levels() {
            let Some(&(place, level)) = self.levels.get(level.index()).and_then(Option::as_ref) else {
                has_lost_levels = true;
                continue;
            };
            past[place].level = level.map(Cow::Borrowed);
            if self.scorecards[place].made_by.scope {
                past[place].rules = PastRules::Applied(vec![None; self.scorecards[place].rules.len()]);
            }
        }
        for kept in row.outcomes() {
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

impl MadeBy {
    /// Of a scorecard as it was, if it was there, and as it is, each with its engine.
    fn of(
        (old, before): (Option<&ScorecardDefinition>, &Engine),
        (new, engine): (&ScorecardDefinition, &Engine),
    ) -> Self {
        let nothing = Self { all: false, scope: false, rules: vec![false; new.rules.len()] };
        // A rule may be wrong only because of a scorecard that is not there, or read a fact of another type.
        let name = new.name.as_str();
        let Some(old) = old.filter(|old| old.is_draft == new.is_draft && before.means_the_same_facts(name, engine))
        else {
            return nothing;
        };
        let (were, are) = (before.faults(name), engine.faults(name));
        let fault = |faults: &[Option<&str>], place: usize| faults.get(place).copied().flatten().map(str::to_owned);
        let same = |(place, rule): (usize, &RuleDefinition)| {
            let at = old.rules.iter().position(|known| known.id == rule.id);
            // What is said of it, what it weighs and what it is needed for are no part of the verdict.
            at.and_then(|at| old.rules.get(at).map(|known| (at, known))).is_some_and(|(at, known)| {
                known.expression == rule.expression
                    && known.graduated == rule.graduated
                    && fault(&were, at + 1) == fault(&are, place + 1)
            })
        };
        Self {
            all: old.is_same_but_for_exemptions(new) && were == are,
            scope: old.applies_to == new.applies_to && fault(&were, 0) == fault(&are, 0),
            rules: new.rules.iter().enumerate().map(same).collect(),
        }
    }
}

impl<'a> Scorecard<'a> {
    fn new(definition: &'a ScorecardDefinition, made_by: MadeBy) -> Self {
        let levels = definition.levels.iter().map(|level| Some(level.name.as_str())).chain([None]);
        let rule = |id: &str| format!("{}/{id}", definition.name).to_lowercase().into();
        Self {
            definition,
            levels: levels.map(|level| level_id(&definition.name, level).into()).collect(),
            rules: definition.rules.iter().map(|known| rule(&known.id)).collect(),
            made_by,
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
