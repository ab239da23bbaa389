//! What the change log says happened to an entity, as the projections apply it.

use std::sync::Arc;

use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::vocabulary::Vocabulary;
use scorecards::EventFacts;
use serde::{Deserialize, Serialize};

use super::Derived;

/// The current version of an entity, as the store has it.
#[derive(Clone, Debug)]
pub struct EntityVersion {
    /// Immutable identity.
    pub uid: Arc<str>,
    /// The revision that made this version.
    pub revision: u64,
    /// When the catalog first had the entity, milliseconds since the Unix epoch.
    pub created_at: i64,
    /// When this version was made, milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The name of who made this version, where it is known.
    pub changed_by: Option<Arc<str>>,
    /// The winning claim's source.
    pub source: Arc<str>,
    /// The winning claim's location.
    pub location: Arc<str>,
    /// The winning claim's file within its location.
    pub path: Arc<str>,
    /// The file does not decode any more; this is its last good version.
    pub stale: bool,
    /// The winning claim's content. `descriptor` and an API's definition stay in the store: the first is null here, but
    /// for what defines something, and the second is dropped after indexing.
    pub entity: Arc<Entity>,
    /// What follows from that.
    pub derived: Derived,
}

/// A value that somebody pushed of an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct FactChange {
    /// The entity's identity.
    pub uid: Arc<str>,
    /// The fact.
    pub name: Arc<str>,
    /// Of the type that is declared.
    pub value: serde_json::Value,
    /// Since when it is so, in milliseconds since the Unix epoch.
    pub at: i64,
    /// When it came, likewise.
    pub received_at: i64,
    /// Who pushed it, as the audit log names it.
    pub source: Arc<str>,
    /// Where more is written about it.
    pub url: Option<Arc<str>>,
}

/// What is seen of a repository from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepositoryChange {
    /// The location that it lies in.
    pub location: Arc<str>,
    /// Where within the location; empty for all of it.
    pub root: Arc<str>,
    /// None where it is not seen any more.
    pub facts: Option<Arc<RepositoryFacts>>,
}

/// What is known to have happened to an entity from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventChange {
    /// The entity's identity.
    pub uid: Arc<str>,
    /// All that rules read of it.
    pub facts: Arc<EventFacts>,
}

/// An exemption that somebody was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptionChange {
    /// The request's.
    pub id: Arc<str>,
    /// The identity of whom it is for.
    pub uid: Arc<str>,
    /// What holds from now on; none where nothing does any more.
    pub granted: Option<GrantedExemption>,
}

/// What was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedExemption {
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The last day (`2026-12-31`, UTC) on which it holds.
    pub until: String,
    /// Who asked, and who approved.
    pub requested_by: String,
    /// Likewise.
    pub approved_by: String,
    /// When, RFC 3339.
    pub approved_at: String,
}

/// What changes beside entities, and rules read. Facts of one entity stand one after another, and so do repositories of one
/// location.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What was pushed.
    pub facts: Vec<FactChange>,
    /// What is seen of repositories.
    pub repositories: Vec<RepositoryChange>,
    /// What happened.
    pub events: Vec<EventChange>,
    /// Who was granted an exemption, or has none any more.
    pub exemptions: Vec<ExemptionChange>,
    /// What is defined of custom fields and types from now on, where that is something else.
    pub vocabulary: Option<Arc<Vocabulary>>,
}

impl Beside {
    /// Whether rules may come to something else by it.
    pub(crate) fn is_read_by_rules(&self) -> bool {
        let Self { facts, repositories, events, exemptions, vocabulary: _ } = self;
        !(facts.is_empty() && repositories.is_empty() && events.is_empty() && exemptions.is_empty())
    }
}

/// One step of the change log.
#[derive(Clone, Debug)]
pub enum EntityChange {
    /// The entity is new, or this is its new version; its reference may differ from the one it had.
    Put(EntityVersion),
    /// The entity is gone.
    Remove {
        /// Its identity.
        uid: Arc<str>,
        /// The reference it had.
        entity_ref: EntityRef,
    },
}
