//! Sources and how their last sync went.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// It rests: it is not read and takes no pushes. What it said stays.
    #[serde(default)]
    pub paused: bool,
    /// Since when it is paused, RFC 3339.
    pub paused_at: Option<String>,
    /// Where priority, overlay, kinds and namespaces are said.
    #[serde(default)]
    pub managed_by: ManagedBy,
    /// How the reading goes of a source that is elsewhere; null of others.
    #[serde(default)]
    pub remote: Option<RemoteState>,
    /// What is replaced as a whole; a directory source has one, one of repositories one for each.
    pub locations: Vec<Location>,
    /// Entities whose winning claim comes from it.
    pub entities: u64,
    /// Problems that stand, by severity.
    pub errors: u64,
    /// See `errors`.
    pub warnings: u64,
    /// The last syncs, the newest first; 20 of each location at most.
    #[serde(default)]
    pub runs: Vec<SyncRun>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// How the reading of a source goes that is elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemoteState {
    /// What it reads, in words.
    pub address: String,
    /// Seconds from the end of one sync to the begin of the next.
    pub interval_s: u64,
    /// What is done now.
    pub phase: RemotePhase,
    /// When the last sync began, RFC 3339.
    pub started_at: Option<String>,
    /// When the last one ended, RFC 3339.
    pub ended_at: Option<String>,
    /// When the next one begins, RFC 3339.
    pub next_at: Option<String>,
    /// Repositories that the last sync found.
    pub found: u64,
    /// Of them, those that it is done with, in whatever way.
    pub done: u64,
    /// Of them, those that were as before.
    pub unchanged: u64,
    /// Of them, those that could not be read; their locations say why.
    pub failed: u64,
    /// Why the last sync came to nothing as a whole.
    pub error: Option<String>,
    /// What is wrong with the list of repositories that the last sync read by, a sentence each. While something is, no
    /// repository counts as gone.
    #[serde(default)]
    pub notices: Vec<String>,
    /// What was asked and how much may be.
    pub budget: Vec<Budget>,
}

/// What is done with a source that is elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum RemotePhase {
    /// Nothing.
    #[default]
    Idle,
    /// It is found out which repositories there are.
    Discovering,
    /// They are read.
    Reading,
    /// Nothing until the next sync: it was said there that so much is not to be asked.
    Waiting,
}

/// Requests of one kind, and how many are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Budget {
    /// What is counted.
    pub name: String,
    /// How many were made since the portal began to read the source.
    pub used: u64,
    /// How many are allowed in a period.
    #[serde(default)]
    pub limit: Option<u64>,
    /// How many of these are left.
    #[serde(default)]
    pub remaining: Option<u64>,
    /// When the period ends, RFC 3339.
    #[serde(default)]
    pub resets_at: Option<String>,
}

/// Where it is said how a source stands to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ManagedBy {
    /// In a table of the configuration file, and nowhere else.
    File,
    /// In the portal: by API, page or command line.
    #[default]
    Portal,
}

/// How a sync went; one after the other that came to the same nothing are one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SyncRun {
    /// The location's address.
    pub address: String,
    /// When the last one of them ended, RFC 3339.
    pub ended_at: String,
    /// How long it took.
    pub duration_ms: u64,
    /// Entities that came.
    pub created: u64,
    /// Entities that changed.
    pub updated: u64,
    /// Entities that went.
    pub deleted: u64,
    /// Entities with another name.
    pub renamed: u64,
    /// Entities whose deletion was held back.
    pub held: u64,
    /// Why it failed, where it did.
    pub error: Option<String>,
    /// The revision that it made; null where nothing changed.
    pub revision: Option<u64>,
    /// How many syncs it stands for.
    pub times: u64,
}

/// What is to be changed of a source; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SourceChange {
    /// Of two sources that describe an entity, the one with the higher priority is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
    /// It adds to what others describe, and is never shown in their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<bool>,
    /// The kinds that it may describe; null lets it describe all.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub kinds: Option<Option<Vec<String>>>,
    /// The namespaces in which it may describe something; null lets that be all.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "said")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub namespaces: Option<Option<Vec<String>>>,
    /// Whether it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paused: Option<bool>,
    /// What a source that is elsewhere reads and how, in the place of all that was said before: the keys that its type has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub settings: Option<BTreeMap<String, Value>>,
}

/// Tells null from what is left out.
fn said<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Vec<String>>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A source that is to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSource {
    /// What it is called.
    pub name: String,
    /// `directory`, `git`, `github`, `gitlab` or `url`.
    #[serde(rename = "type")]
    pub source_type: String,
    /// Of a directory: its absolute path on the portal's machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Of another type: the keys that it has.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub settings: BTreeMap<String, Value>,
}

/// What the removal of a source does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceRemoval {
    /// The source's name.
    pub source: String,
    /// Whether it was done, or is only what would be.
    pub removed: bool,
    /// How many entities go: to be sent back as `confirm`.
    pub entities: u64,
    /// The first hundred of their references.
    pub refs: Vec<String>,
    /// How many entities another source describes too, which shows them from then on.
    pub taken_over: u64,
    /// The first hundred of them.
    pub taken_over_by: Vec<TakenOver>,
    /// What else to know.
    pub remark: Option<String>,
    /// The catalog revision that shows it, or that it would change.
    pub revision: u64,
}

/// An entity that another source shows when one lets go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenOver {
    /// Its reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// The other source.
    pub source: String,
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
    /// Where it is pushed to: the commits that are in force, the last push first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub in_force: Vec<InForce>,
}

/// The commit that is in force of a location that is pushed to, or of a folder of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InForce {
    /// The folder; empty where that is all of the location.
    pub below: String,
    /// The branch, where the push said it.
    pub branch: Option<String>,
    /// The commit, likewise.
    pub commit: Option<String>,
    /// When that was made, RFC 3339.
    pub committed_at: Option<String>,
    /// The run of the pipeline that pushed it.
    pub run_id: Option<String>,
    /// When it was pushed, RFC 3339.
    pub pushed_at: String,
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
