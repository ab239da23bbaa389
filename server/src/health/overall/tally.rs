//! Scorecards with what they come to over all entities.

use catalog_schema::wire::{Problem, Scorecard, ScorecardList};
use scorecards::{Engine, ScorecardDefinition};

use super::definition::{find, to_wire};
use crate::live::Live;

/// All scorecards, on a day (`2026-12-01`, UTC).
pub fn scorecards(engine: &Engine, live: &Live, day: &str) -> ScorecardList {
    let items = engine.definitions().map(|definition| tally(live, definition, day)).collect();
    ScorecardList { items, revision: live.revision() }
}

/// The scorecard of this name, on a day.
///
/// # Errors
/// 404 `scorecard_not_found`.
pub fn scorecard(engine: &Engine, live: &Live, name: &str, day: &str) -> Result<Scorecard, Problem> {
    Ok(tally(live, find(engine, name)?, day))
}

fn tally(live: &Live, definition: &ScorecardDefinition, day: &str) -> Scorecard {
    let mut told = to_wire(live, definition, day);
    let Some(sums) = live.sums(day).of(live, definition, day) else { return told };
    let all = sums.all();
    told.entities = all.entities;
    told.passing = all.passing;
    told.failing = all.failing;
    told.unknown = all.unknown;
    told.without_level = all.without_level;
    (told.score, told.max) = (all.score, all.max);
    for (level, &entities) in told.levels.iter_mut().zip(&all.levels) {
        level.entities = entities;
    }
    for (rule, counts) in told.rules.iter_mut().zip(&all.rules) {
        rule.passed = counts.passed;
        rule.failed = counts.failed;
        rule.unknown = counts.unknown;
        rule.exempt = counts.exempt;
    }
    told
}
