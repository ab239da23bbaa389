//! Who did what.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Entries of the audit log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditList {
    /// A page of entries, the newest first.
    pub items: Vec<AuditEntry>,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that is shown now.
    pub revision: u64,
}

/// One write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Unique, and ordered by time.
    pub id: String,
    /// When it was written, RFC 3339.
    pub at: String,
    /// Who: `source:NAME`, `token:NAME`, `cli`, `first-start`, or `nobody` where no token was shown.
    pub actor: String,
    /// What was done, such as `register`, `sync`, `create-token`, or `refuse` of what was not allowed.
    pub action: String,
    /// To what, such as the name of a source; of what was refused the request.
    pub subject: String,
    /// More of it, by action.
    pub detail: Value,
    /// The catalog revision that it made; null where it made none.
    pub revision: Option<u64>,
}
