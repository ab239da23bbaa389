//! What scorecards would say otherwise.

use std::cmp::Reverse;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Outcome, OutcomeChange, ScoreChange, ScoreChanges, ScoreStanding};
use scorecards::{ScorecardDefinition, Verdict};

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
    let (mut items, mut standings) = (Vec::new(), Vec::new());
    for definition in after.engine().definitions().filter(|definition| !definition.is_draft) {
        let then = Side::of(after, definition);
        let known = before.engine().definitions().find(|known| known.name == definition.name && !known.is_draft);
        let now = known.map(|known| Side::of(before, known));
        items.extend(among.iter().filter_map(|entity_ref| {
            let had = now.as_ref().and_then(|side| side.result(entity_ref, day));
            change(entity_ref, had.as_ref(), then.result(entity_ref, day).as_ref())
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
    }
    items.sort_by(|one, other| {
        let key =
            |change: &ScoreChange| (Reverse(change.regression), change.entity_ref.clone(), change.scorecard.clone());
        key(one).cmp(&key(other))
    });
    let (total, regressions) = (items.len() as u64, items.iter().filter(|change| change.regression).count() as u64);
    items.truncate(TOLD);
    standings.truncate(STANDINGS);
    ScoreChanges { items, total, regressions, standings }
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

    fn points(&self) -> (u32, u32) {
        let judged = self.definition.rules.iter().zip(&self.verdicts).filter_map(|(rule, verdict)| {
            let verdict = verdict.filter(|verdict| matches!(verdict.outcome, Outcome::Pass | Outcome::Fail))?;
            Some((rule.points(verdict), rule.weight))
        });
        judged.fold((0, 0), |(score, max), (points, weight)| (score + points, max + weight))
    }
}

/// What is otherwise; none where all is as it was. What comes or goes with its entity is no regression.
fn change(entity_ref: &EntityRef, had: Option<&Result<'_>>, has: Option<&Result<'_>>) -> Option<ScoreChange> {
    let definition = has.or(had)?.definition;
    let rule = |rule: &scorecards::RuleDefinition| {
        let before = had.and_then(|had| had.outcome(&rule.id));
        let after = has.and_then(|has| has.outcome(&rule.id));
        let changed = OutcomeChange { rule: rule.id.clone(), title: rule.title.clone(), before, after };
        (before != after).then_some(changed)
    };
    let rules: Vec<OutcomeChange> = definition.rules.iter().filter_map(rule).collect();
    let level = |result: Option<&Result<'_>>| result.and_then(Result::level_name);
    let (level_before, level_after) = (level(had), level(has));
    if rules.is_empty() && level_before == level_after {
        return None;
    }
    let place = |name: &Option<String>| {
        let name = name.as_ref()?;
        definition.levels.iter().position(|level| level.name == *name)
    };
    let is_lower = place(&level_after) < place(&level_before);
    let fails = |rule: &OutcomeChange| rule.before == Some(Outcome::Pass) && rule.after == Some(Outcome::Fail);
    let regression = had.is_some() && has.is_some() && (is_lower || rules.iter().any(fails));
    let points = |result: Option<&Result<'_>>| result.map(Result::points).unwrap_or_default();
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
