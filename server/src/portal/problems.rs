//! What went wrong on our side, as the outside sees it. The cause goes to the log, once.

use catalog_schema::wire::{Problem, Source};
use tracing::error;

use crate::store::StoreError;

/// The store did not answer; nothing of why is told outside.
pub(crate) fn unavailable(error: &StoreError) -> Problem {
    error!(%error, "the store did not answer");
    Problem::new(
        503,
        "store_unavailable",
        "The store is unavailable",
        "the catalog's database did not answer; what is shown from memory still works, try again in a moment",
    )
}

/// 409 `source_paused`.
pub(crate) fn source_paused() -> Problem {
    let detail =
        "somebody has paused the source: what it said stays, and nothing new is taken until `sextant source resume`";
    Problem::new(409, "source_paused", "The source is paused", detail)
}

/// A cursor that was not given out by this list.
pub(super) fn invalid_cursor() -> Problem {
    Problem::new(
        400,
        "invalid_cursor",
        "Invalid cursor",
        "this cursor does not belong to this list; leave it out to start from the first page",
    )
}

/// A cursor of another epoch.
pub(super) fn cursor_expired() -> Problem {
    Problem::new(
        410,
        "cursor_expired",
        "Cursor expired",
        "the catalog was restored since the cursor was given; begin again without a cursor",
    )
}

/// 410 `revision_gone`.
pub(super) fn revision_gone(why: &str) -> Problem {
    let detail = format!("{why}; read the catalog anew, and go on from the epoch and revision of that answer");
    Problem::new(410, "revision_gone", "Revision gone", detail)
}

/// A parameter that has a fixed set of values.
pub(crate) fn invalid_value(parameter: &str, value: &str, allowed: &str) -> Problem {
    Problem::new(
        400,
        "invalid_parameter",
        "Invalid parameter",
        format!("{parameter}={value} is not understood; {parameter} is one of: {allowed}"),
    )
}

/// 404 `source_not_found`, with the sources that there are.
pub(super) fn source_not_found(name: &str, sources: &[Source]) -> Problem {
    let names: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    let known = if names.is_empty() { "there are none".to_owned() } else { format!("there are {}", names.join(", ")) };
    Problem::new(404, "source_not_found", "No such source", format!("there is no source {name:?}; {known}"))
}

/// The entity went away between two reads.
pub(super) fn gone(entity_ref: &catalog_schema::model::EntityRef) -> Problem {
    Problem::new(404, "entity_not_found", "Entity not found", format!("the catalog has no {entity_ref} any more"))
}

/// 503 `not_ready`: this process answers reads only.
pub(super) fn no_dry_runs() -> Problem {
    Problem::new(503, "not_ready", "Not ready", "this process makes no dry runs; ask the portal itself")
}
