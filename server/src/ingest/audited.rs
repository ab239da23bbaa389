//! What the audit log says of a sync.

use catalog_schema::wire::ChangeOutcome;
use serde_json::json;

use super::Moment;
use crate::store::LocationAudit;

/// A sync that changed something: of the source itself, or replayed from a commit by someone at the command line.
pub(super) fn audited<'a>(location: &'a str, moment: Option<&Moment>, outcome: &ChangeOutcome) -> LocationAudit<'a> {
    LocationAudit {
        location,
        actor: moment.map(|_| "cli"),
        action: if moment.is_some() { "backfill" } else { "sync" },
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
