//! The rows of the catalog fit together.

use super::super::finding::Finding;
use super::super::subject::Subject;
use super::super::units::counted;
use super::database::failed;
use crate::store::{Consistency, Refusal, Store, StoreError};

const CHECK: &str = "catalog";
const REMEDY: &str = "bring the catalog back with `sextant restore --force FILE`, and keep what is there for a report: no \
                      portal leaves it so";

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let Some(catalog) = &subject.catalog else { return vec![Finding::skipped(CHECK, "there is no catalog to read")] };
    match count(&catalog.store).await {
        Ok(counts) => judge(&counts, catalog.head.revision),
        Err(error) => vec![failed(CHECK, &error)],
    }
}

/// A catalog that cannot even be begun to read.
pub(in super::super) fn unreadable(error: &StoreError) -> Finding {
    match error.refusal() {
        Refusal::Incomplete => Finding::error(CHECK, "the row that all changes are ordered by is gone", REMEDY),
        _ => failed(CHECK, error),
    }
}

async fn count(store: &Store) -> Result<Consistency, StoreError> {
    store.read().await?.consistency().await
}

fn judge(counts: &Consistency, revision: u64) -> Vec<Finding> {
    let faults = [
        (counts.without_version, "entity has no current version", "entities have no current version"),
        (counts.without_claim, "entity has no descriptor", "entities have no descriptor"),
        (counts.hollow_versions, "version has lost its content", "versions have lost their content"),
        (counts.hollow_claims, "descriptor has lost its content", "descriptors have lost their content"),
        (counts.ahead, "entity is of a revision to come", "entities are of revisions to come"),
    ];
    let mut findings: Vec<Finding> = faults
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| Finding::error(CHECK, counted(count, one, many), REMEDY))
        .collect();
    if findings.is_empty() {
        let found = format!(
            "revision {revision}: {}, {} and {} fit together",
            counted(counts.entities, "entity", "entities"),
            counted(counts.claims, "description", "descriptions"),
            counted(counts.versions, "version", "versions"),
        );
        findings.push(Finding::ok(CHECK, found));
    }
    findings
}
