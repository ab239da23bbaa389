//! The schema is one that this release can work with.

use super::super::finding::Finding;
use super::super::units::{counted, numbers};
use super::database::failed;
use crate::store::{SchemaState, Store, StoreError};

const CHECK: &str = "schema";
const THIS: &str = env!("CARGO_PKG_VERSION");

/// What there is to say, and the schema if this release may read what is in it.
pub(in super::super) async fn check(store: &Store) -> (Vec<Finding>, Option<SchemaState>) {
    match state(store).await {
        Ok(Some(state)) => judge(state),
        Ok(None) => {
            let remedy = "if it is the right database, `sextant serve` makes a catalog in it, and `sextant restore FILE` \
                          brings one back";
            (vec![Finding::error(CHECK, "there is no catalog in the database", remedy)], None)
        }
        Err(error) => (vec![failed(CHECK, &error)], None),
    }
}

async fn state(store: &Store) -> Result<Option<SchemaState>, StoreError> {
    store.read().await?.schema_state().await
}

fn judge(state: SchemaState) -> (Vec<Finding>, Option<SchemaState>) {
    if let Some(needed) = &state.needs {
        let found = format!("the database needs Sextant {needed} or later, and this is {THIS}");
        return (vec![Finding::error(CHECK, found, "update this installation")], None);
    }
    let mut findings = Vec::new();
    if !state.failed.is_empty() {
        let found = format!("migration {} was begun and did not end", numbers(&state.failed));
        findings.push(Finding::error(
            CHECK,
            found,
            "bring the catalog back with `sextant restore FILE` into an empty database",
        ));
    }
    if !state.foreign.is_empty() {
        let found = format!("migration {} is not the one of this release ({THIS})", numbers(&state.foreign));
        let remedy =
            "it was made by another build: run that one, export its catalog, and import it into an empty database";
        findings.push(Finding::error(CHECK, found, remedy));
    }
    if !findings.is_empty() {
        return (findings, None);
    }
    if !state.pending.is_empty() {
        let count = counted(state.pending.len() as u64, "migration is", "migrations are");
        let found = format!("{count} still to be applied: {}", numbers(&state.pending));
        let remedy = "the next start of a portal of this release applies what is missing; make a backup before";
        findings.push(Finding::warning(CHECK, found, remedy));
    }
    if !state.later.is_empty() {
        let found = format!(
            "a later release has added migration {}, which this one ({THIS}) does not know and can live with",
            numbers(&state.later)
        );
        findings.push(Finding::warning(CHECK, found, "update this installation when the others are"));
    }
    if findings.is_empty() {
        let found = format!("{} applied, none missing", counted(state.applied.len() as u64, "migration", "migrations"));
        findings.push(Finding::ok(CHECK, found));
    }
    (findings, Some(state))
}
