//! Rules of scorecards that it fails.

use catalog_schema::wire::{Outcome, ScorecardResult};

use super::finding::{Finding, Known};

/// One finding for each scorecard with failing rules.
pub(super) fn find(known: &Known<'_>) -> Vec<Finding> {
    known.scorecards.iter().filter_map(of_scorecard).collect()
}

fn of_scorecard(result: &ScorecardResult) -> Option<Finding> {
    let failing: Vec<&str> =
        result.rules.iter().filter(|rule| rule.outcome == Outcome::Fail).map(|rule| rule.title.as_str()).collect();
    (!failing.is_empty()).then(|| {
        let count = format!("{} of {}", failing.len(), result.rules.len());
        Finding::plain(
            format!("It fails {count} rules of the scorecard {}: {}.", result.title, failing.join(", ")),
            "The tab Scorecards says of each rule how to mend it.",
        )
    })
}
