//! The feed of changes.

use serde::{Deserialize, Serialize};

/// Changes of the catalog in the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeList {
    /// By revision, then by position.
    pub items: Vec<Change>,
    /// Ask for what follows with it as `since`.
    pub next_since: String,
    /// There is more already.
    pub more: bool,
    /// Names this history of revisions: after a restore there is another.
    pub epoch: String,
    /// The feed reaches back to here: what was changed up to this revision is not in it any more.
    pub oldest_revision: u64,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One entity that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The revision that it is a part of.
    pub revision: u64,
    /// Its place within the revision, from 0.
    pub position: u64,
    /// What happened.
    pub operation: ChangeOperation,
    /// What the entity was called.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The entity's identity.
    pub uid: String,
    /// When, RFC 3339; by the commit's time where that is known. Null where the version is not kept any more.
    pub changed_at: Option<String>,
    /// The name of the source that it came from. Null where the version is not kept any more.
    pub source: Option<String>,
}

/// What happened to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeOperation {
    /// It is new or has a new version.
    Put,
    /// It is gone.
    Remove,
}
