//! Sources and how their last sync went.

use serde::{Deserialize, Serialize};

/// All sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceList {
    /// By name.
    pub items: Vec<Source>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A configured origin of descriptors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Source {
    /// Unique.
    pub name: String,
    /// `directory`; more as they come.
    #[serde(rename = "type")]
    pub source_type: String,
    /// Of two sources that describe an entity, the one with the higher priority is shown.
    pub priority: i64,
    /// It adds to what others describe, and is never shown in their place.
    pub overlay: bool,
    /// The kinds that it may describe, in lower case; null where it may describe all.
    pub kinds: Option<Vec<String>>,
    /// The namespaces in which it may describe something, in lower case; null where that is all.
    pub namespaces: Option<Vec<String>>,
    /// What is replaced as a whole; a directory source has one.
    pub locations: Vec<Location>,
    /// Entities whose winning claim comes from it.
    pub entities: u64,
    /// Problems that stand, by severity.
    pub errors: u64,
    /// See `errors`.
    pub warnings: u64,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A repository, a directory, a push set: the unit that is replaced as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Location {
    /// Where it is, such as a directory's path.
    pub address: String,
    /// How the last sync went.
    pub state: SyncState,
    /// Descriptor files found.
    pub files: u64,
    /// Descriptor documents that became claims.
    pub claims: u64,
    /// Claims kept from a last good version.
    pub stale: u64,
    /// When the last sync ended, RFC 3339.
    pub last_sync: Option<String>,
    /// How long it took.
    pub duration_ms: Option<u64>,
    /// Why it failed, where it did.
    pub error: Option<String>,
    /// The revision of its last change.
    pub revision: u64,
    /// The deletion that is held back, if there is one.
    pub held: Option<Held>,
}

/// A deletion that is held back until somebody confirms it: over ten entities, and over a tenth of those of the location
/// or the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Held {
    /// How many entities would go.
    pub entities: u64,
    /// The first hundred of their references.
    pub refs: Vec<String>,
    /// How many files are gone or say less than before.
    pub files: u64,
    /// When it was first held back, RFC 3339.
    pub since: String,
    /// Somebody has said that the entities are to stay.
    pub discarded: bool,
}

/// How a sync went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum SyncState {
    /// Not synced since the start.
    Pending,
    /// What is shown is what the source has.
    Ok,
    /// The source could not be read; what is shown is the last good state.
    Failed,
}
