//! Findings that come and go.

use std::collections::HashSet;

use catalog_schema::wire::{FindingChanges, Insight};

use crate::insights::{Finding, Survey, to_wire};

/// So many are told of each.
const TOLD: usize = 200;

/// Compares what is to be mended in two states.
pub(super) fn finding_changes(before: &Survey, after: &Survey) -> FindingChanges {
    let (added, added_total) = only_in(after, before);
    let (removed, removed_total) = only_in(before, after);
    FindingChanges { added, added_total, removed, removed_total }
}

/// The findings of one that the other has not.
fn only_in(one: &Survey, other: &Survey) -> (Vec<Insight>, u64) {
    let open =
        |survey: &'_ Survey| survey.findings.iter().filter(|finding| finding.is_open()).cloned().collect::<Vec<_>>();
    let known = open(other);
    let ids: HashSet<&str> = known.iter().map(|finding| finding.id.as_str()).collect();
    // An entity that comes is told from the name that was there before it.
    let said: HashSet<(&str, &str)> = known.iter().map(saying).collect();
    let is_new = |finding: &&Finding| !ids.contains(finding.id.as_str()) && !said.contains(&saying(finding));
    let of_one = open(one);
    let new: Vec<&Finding> = of_one.iter().filter(is_new).collect();
    (new.iter().take(TOLD).map(|finding| to_wire(one, finding)).collect(), new.len() as u64)
}

fn saying(finding: &Finding) -> (&str, &str) {
    (finding.rule.id, &finding.message)
}
