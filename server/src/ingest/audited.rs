//! What the audit log, and the list of the last syncs, say of a sync.

use catalog_schema::wire::ChangeOutcome;
use serde_json::json;

use super::Moment;
use crate::store::{LocationAudit, SyncReport};

/// Where a sync comes from.
pub(super) struct By<'a> {
    /// Who brings it, and what that is called, where it is not the source itself.
    pub(super) actor: Option<(&'a str, &'static str)>,
    /// When it was made, where that is known.
    pub(super) moment: Option<&'a Moment>,
    /// It is a part of a history, which somebody replays at the command line.
    pub(super) is_replayed: bool,
}

/// A sync that changed something.
pub(super) fn audited<'a>(location: &'a str, by: &By<'a>, outcome: &ChangeOutcome) -> LocationAudit<'a> {
    let (actor, action) = match by.actor {
        Some((actor, action)) => (Some(actor), action),
        None if by.is_replayed => (Some("cli"), "backfill"),
        None => (None, "sync"),
    };
    let moment = by.moment;
    LocationAudit {
        location,
        actor,
        action,
        detail: json!({
            "created": outcome.created.len(),
            "updated": outcome.updated.len(),
            "deleted": outcome.deleted.len(),
            "renamed": outcome.renamed.len(),
            "commit": moment.and_then(|moment| moment.commit_id.as_deref()),
        }),
        revision: Some(outcome.revision),
    }
}

/// How a sync went that took `duration_ms` until `ended_at`, both in milliseconds.
pub(super) fn report(outcome: &ChangeOutcome, changed: bool, ended_at: i64, duration_ms: i64) -> SyncReport {
    SyncReport {
        ended_at,
        duration_ms,
        created: outcome.created.len() as u64,
        updated: outcome.updated.len() as u64,
        deleted: outcome.deleted.len() as u64,
        renamed: outcome.renamed.len() as u64,
        held: outcome.held.as_ref().map_or(0, |held| held.entities),
        error: None,
        revision: changed.then_some(outcome.revision),
    }
}
