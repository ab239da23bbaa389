//! What scorecards would say otherwise.

use std::cmp::Reverse;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{JudgedBy, Outcome, OutcomeChange, ScoreChange, ScoreChanges, ScoreStanding};
use scorecards::{Rollup, RuleDefinition, ScorecardDefinition, Verdict};

use crate::graph::GraphView;
use crate::health::Reading;
use crate::live::Live;

/// So many changes are told.
const TOLD: usize = 200;
/// So many standings are told.
const STANDINGS: usize = 2_000;

/// A scorecard in one snapshot.
struct Side<'a> {
    live: &'a Live,
    definition: &'a ScorecardDefinition,
    reading: Reading,
}

/// What one scorecard makes of an entity.
struct Result<'a> {
    definition: &'a ScorecardDefinition,
    verdicts: Vec<Option<Verdict>>,
    level: Option<usize>,
}

/// Compares what scorecards make of entities in two judged snapshots, as of a day (`2026-12-01`, UTC), and tells how those
/// that are `described` stand then. What becomes worse comes first.
pub(super) fn score_changes(
    before: &Live,
    after: &Live,
    among: &[EntityRef],
    described: &[EntityRef],
    day: &str,
) -> ScoreChanges {
    let (mut items, mut standings, mut scorecards) = (Vec::new(), Vec::new(), Vec::new());
    for definition in after.engine().definitions().filter(|definition| !definition.is_draft) {
        let then = Side::of(after, definition);
        let known = before.engine().definitions().find(|known| known.name == definition.name && !known.is_draft);
        let now = known.map(|known| Side::of(before, known));
        let (changes_before, standings_before) = (items.len(), standings.len());
        items.extend(among.iter().filter_map(|entity_ref| {
            let had = now.as_ref().and_then(|side| side.result(entity_ref, day));
            change(entity_ref, had.as_ref(), then.result(entity_ref, day).as_ref(), day)
        }));
        standings.extend(described.iter().filter_map(|entity_ref| {
            let result = then.result(entity_ref, day)?;
            Some(ScoreStanding {
                entity_ref: entity_ref.to_string(),
                scorecard: definition.name.clone(),
                level: result.level_name(),
                levels: definition.levels.iter().map(|level| level.name.clone()).collect(),
            })
        }));
        scorecards.push(JudgedBy {
            scorecard: definition.name.clone(),
            regressions: items.iter().skip(changes_before).filter(|change| change.regression).count() as u64,
            standings: (standings.len() - standings_before) as u64,
        });
    }
    items.sort_by(|one, other| {
        let by_weight = Reverse(one.regression).cmp(&Reverse(other.regression));
        by_weight.then_with(|| (&one.entity_ref, &one.scorecard).cmp(&(&other.entity_ref, &other.scorecard)))
    });
    let (total, regressions) = (items.len() as u64, items.iter().filter(|change| change.regression).count() as u64);
    items.truncate(TOLD);
    standings.truncate(STANDINGS);
    ScoreChanges { items, total, regressions, standings, scorecards }
}

impl<'a> Side<'a> {
    fn of(live: &'a Live, definition: &'a ScorecardDefinition) -> Self {
        Self { live, definition, reading: Reading::new(live, definition) }
    }

    /// None where the scorecard does not apply, or the catalog does not have the entity.
    fn result(&self, entity_ref: &EntityRef, day: &str) -> Option<Result<'a>> {
        let row = self.live.row(self.live.graph().find(entity_ref.as_str())?)?;
        let mut verdicts = Vec::new();
        let level = |verdicts: &[Option<Verdict>]| self.definition.place_of_level(verdicts, day);
        self.reading.read(row, &mut verdicts).then(|| Result {
            definition: self.definition,
            level: level(&verdicts),
            verdicts,
        })
    }
}

impl Result<'_> {
    fn level_name(&self) -> Option<String> {
        Some(self.definition.levels.get(self.level?)?.name.clone())
    }

    fn outcome(&self, rule: &str) -> Option<Outcome> {
        let place = self.definition.rules.iter().position(|known| known.id == rule)?;
        Some(self.verdicts.get(place)?.as_ref()?.outcome)
    }

    fn points(&self, day: &str) -> (u32, u32) {
        let mut alone = Rollup::of(self.definition);
        alone.add(self.definition, &self.verdicts, day);
        let figure = |points: u64| u32::try_from(points).unwrap_or(u32::MAX);
        (figure(alone.score), figure(alone.max))
    }
}

/// What is otherwise; none where all is as it was. What comes or goes with its entity is no regression, and of its rules those
/// are told that it comes without passing. A rule that does not count yet makes no regression either.
fn change(
    entity_ref: &EntityRef,
    had: Option<&Result<'_>>,
    has: Option<&Result<'_>>,
    day: &str,
) -> Option<ScoreChange> {
    let definition = has.or(had)?.definition;
    let rule = |rule: &RuleDefinition| {
        let before = had.and_then(|had| had.outcome(&rule.id));
        let after = has.and_then(|has| has.outcome(&rule.id));
        let changed = OutcomeChange { rule: rule.id.clone(), title: rule.title.clone(), before, after };
        let is_told = match (had, has) {
            (Some(_), Some(_)) => before != after,
            (None, _) => after.is_some_and(|after| after != Outcome::Pass),
            (_, None) => false,
        };
        is_told.then_some(changed)
    };
    let rules: Vec<OutcomeChange> = definition.rules.iter().filter_map(rule).collect();
    let level = |result: Option<&Result<'_>>| result.and_then(Result::level_name);
    let (level_before, level_after) = (level(had), level(has));
    if rules.is_empty() && level_before == level_after && had.is_some() == has.is_some() {
        return None;
    }
    let place = |name: &Option<String>| {
        let name = name.as_ref()?;
        definition.levels.iter().position(|level| level.name == *name)
    };
    let is_lower = place(&level_after) < place(&level_before);
    let counts = |id: &str| definition.rules.iter().any(|rule| rule.id == id && rule.counts_on(day));
    let fails = |rule: &OutcomeChange| {
        rule.before == Some(Outcome::Pass) && rule.after == Some(Outcome::Fail) && counts(&rule.rule)
    };
    let regression = had.is_some() && has.is_some() && (is_lower || rules.iter().any(fails));
    let points = |result: Option<&Result<'_>>| result.map(|result| result.points(day)).unwrap_or_default();
    let ((score_before, max_before), (score_after, max_after)) = (points(had), points(has));
    Some(ScoreChange {
        entity_ref: entity_ref.to_string(),
        scorecard: definition.name.clone(),
        level_before,
        level_after,
        score_before,
        max_before,
        score_after,
        max_after,
        regression,
        rules,
    })
}
