//! What is kept of an entity.

use std::sync::Arc;

use catalog_schema::model::{Entity, EntityRef};
use serde_json::Value;

use super::change::EntityVersion;

/// The current version of an entity as the catalog holds it: without the descriptor and without an API's definition,
/// which the store has.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Immutable identity.
    pub uid: Arc<str>,
    /// Canonical reference.
    pub entity_ref: EntityRef,
    /// The revision that made this version.
    pub revision: u64,
    /// When this version was made, milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The winning claim's source.
    pub source: Arc<str>,
    /// The winning claim's file within its location.
    pub path: Arc<str>,
    /// The file does not decode any more; this is its last good version.
    pub stale: bool,
    /// The content.
    pub entity: Arc<Entity>,
}

impl Record {
    /// What is kept of a version: all but the descriptor and the API's definition.
    pub(super) fn new(version: &EntityVersion, entity_ref: EntityRef) -> Self {
        let mut entity = Entity::clone(&version.entity);
        entity.descriptor = Value::Null;
        if let Some(api) = &mut entity.api {
            api.definition = None;
        }
        Self {
            uid: Arc::clone(&version.uid),
            entity_ref,
            revision: version.revision,
            changed_at: version.changed_at,
            source: Arc::clone(&version.source),
            path: Arc::clone(&version.path),
            stale: version.stale,
            entity: Arc::new(entity),
        }
    }
}
