//! What an entity was before, and what each version changed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Versions of one entity, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct History {
    /// The reference that was asked for.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The entity's identity; survives renames.
    pub uid: String,
    /// The entity is gone; its last version says since when.
    pub deleted: bool,
    /// A page of versions, the newest first.
    pub items: Vec<Version>,
    /// How many versions are kept.
    pub total: u64,
    /// Versions before the oldest one that is kept were there and have been dropped.
    pub shortened: bool,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One version of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Version {
    /// The catalog revision that made it.
    pub revision: u64,
    /// What happened, in one word.
    pub event: VersionEvent,
    /// What the entity was called.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// When, RFC 3339; by the commit's time where that is known.
    pub changed_at: String,
    /// The name of the commit's author, where it is known.
    pub author: Option<String>,
    /// The commit, where it is known.
    pub commit: Option<String>,
    /// Where the commit can be looked at. Untrusted, as the repository's link in the descriptor is.
    pub commit_url: Option<String>,
    /// The name of the source that it came from.
    pub source: String,
    /// The descriptor's path within its location.
    pub path: String,
    /// The descriptor did not decode any more: the version shows what it said before.
    pub stale: bool,
    /// The entity was gone from here on.
    pub deleted: bool,
    /// Fields that differ from the version before, at most 100; none where there is no version before.
    pub changes: Vec<FieldChange>,
    /// How many fields more differ.
    pub more_changes: u64,
}

/// What made a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VersionEvent {
    /// The entity came.
    Created,
    /// The descriptor says something else.
    Changed,
    /// Another file or source describes it, in the same words.
    Moved,
    /// The descriptor does not decode any more.
    Stale,
    /// The descriptor decodes again, and says what it said before.
    Recovered,
    /// The entity went.
    Deleted,
    /// The entity came back.
    Restored,
    /// The oldest version that is kept; what it changed is not known any more.
    Earliest,
}

/// A field that differs from the version before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// The field in people's words, such as `Description` or `Label region`.
    pub name: String,
    /// Where it stands in the descriptor as normalised (RFC 6901); of documentation `/docs`, which is beside it.
    pub pointer: String,
    /// How it differs.
    #[serde(flatten)]
    pub difference: Difference,
}

/// How a field differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "difference", rename_all = "snake_case")]
pub enum Difference {
    /// One value in place of another; null where there is none.
    Value {
        /// What stood there before.
        before: Value,
        /// What stands there now.
        after: Value,
    },
    /// A list with entries more or fewer.
    List {
        /// Entries that are new, at most 50.
        added: Vec<Value>,
        /// Entries that are gone, at most 50.
        removed: Vec<Value>,
        /// How many more came or went.
        more: u64,
    },
    /// Documentation pages, by title and path. What they say is not told.
    Pages {
        /// Pages that are new, at most 50.
        added: Vec<String>,
        /// Pages that say something else, at most 50.
        changed: Vec<String>,
        /// Pages that are gone, at most 50.
        removed: Vec<String>,
        /// How many more came, changed or went.
        more: u64,
    },
    /// A text of several lines.
    Text {
        /// Lines that differ, with three around them; at most 200.
        lines: Vec<Line>,
        /// How many lines more there are.
        more: u64,
    },
}

/// A line of a text that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// Whether it came, went or stayed.
    pub kind: LineKind,
    /// The line without its end; cut after 500 characters.
    pub text: String,
}

/// Whether a line came, went or stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// New.
    Added,
    /// Gone.
    Removed,
    /// As before, shown for its place.
    Same,
}
