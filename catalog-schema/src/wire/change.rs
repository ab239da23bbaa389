//! The feed of changes.

use serde::{Deserialize, Serialize};

/// Changes of the catalog in the order in which they were made; the newest first where that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeList {
    /// By revision, then by position; the other way round where the newest were asked for.
    pub items: Vec<Change>,
    /// Ask for what follows with it as `since`. It stands behind everything that was looked at, also where a filter left
    /// it out.
    pub next_since: String,
    /// Ask for what was before with it as `before`; null where the newest were not asked for, or nothing is left.
    pub next_before: Option<String>,
    /// There is more already. With a filter an answer may be empty and there may still be more: each looks at a bounded
    /// number of changes.
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
    /// What to do about it.
    pub operation: ChangeOperation,
    /// What happened.
    pub event: ChangeEvent,
    /// What the entity was called.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The entity's identity.
    pub uid: String,
    /// When, RFC 3339; by the commit's time where that is known. Null where the version is not kept any more.
    pub changed_at: Option<String>,
    /// The name of the source that it came from. Null where the version is not kept any more.
    pub source: Option<String>,
    /// Who made it, where that is known.
    pub author: Option<String>,
    /// The commit that made it, where that is known.
    pub commit: Option<String>,
    /// What it was called before, where it was renamed.
    pub renamed_from: Option<String>,
}

/// What happened, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeEvent {
    /// It was never there before.
    Created,
    /// It has a new version.
    Updated,
    /// It goes on under another name: a `remove` of the old one and a `put` of the new one.
    Renamed,
    /// It was gone and is back.
    Restored,
    /// It is gone.
    Deleted,
}

impl ChangeEvent {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Created, Self::Updated, Self::Renamed, Self::Restored, Self::Deleted];

    /// Its name in answers and questions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Renamed => "renamed",
            Self::Restored => "restored",
            Self::Deleted => "deleted",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == name)
    }
}

/// What a copy of the catalog has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeOperation {
    /// It is new or has a new version.
    Put,
    /// It is gone.
    Remove,
}
