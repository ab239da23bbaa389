//! Scorecards with what they come to over all entities.

use catalog_schema::wire::{Outcome, Problem, Scorecard, ScorecardList};
use scorecards::{Engine, ScorecardDefinition};

use super::definition::{find, to_wire};
use super::standing::{Standing, Verdict};
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
    let mut told = to_wire(live, definition);
    let standing = Standing::new(live, definition, day);
    let mut outcomes = Vec::new();
    for (_, row) in live.rows() {
        if !standing.read(row, &mut outcomes) {
            continue;
        }
        told.entities += 1;
        match standing.verdict(&outcomes) {
            Verdict::Passing => told.passing += 1,
            Verdict::Failing => told.failing += 1,
            Verdict::Unknown => told.unknown += 1,
        }
        match standing.level(&outcomes).and_then(|level| told.levels.get_mut(level)) {
            Some(level) => level.entities += 1,
            None => told.without_level += 1,
        }
        for (rule, outcome) in told.rules.iter_mut().zip(&outcomes) {
            match outcome {
                Some(Outcome::Pass) => rule.passed += 1,
                Some(Outcome::Fail) => rule.failed += 1,
                Some(Outcome::Unknown) => rule.unknown += 1,
                Some(Outcome::Exempt) => rule.exempt += 1,
                None => {}
            }
        }
    }
    told
}
