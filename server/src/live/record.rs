//! What is kept of an entity.

use std::sync::Arc;

use catalog_schema::model::{CodeOwner, Entity, EntityRef, Format, Relation};
use serde_json::{Map, Value};

use super::packed::Packed;
use crate::graph::{Graph, GraphView, RelationId, Side, Slot};

/// The current version of an entity as the catalog holds it, without the descriptor and without an API's definition,
/// which the store has. What graphs and lists look at stands open; the rest is packed, which makes an entity a third as
/// large, and is unpacked when the entity is shown.
#[derive(Clone, Debug)]
pub struct Record {
    /// Immutable identity.
    pub uid: Arc<str>,
    /// Canonical reference.
    pub entity_ref: EntityRef,
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
    /// The winning claim's file within its location.
    pub path: Arc<str>,
    /// The file does not decode any more; this is its last good version.
    pub stale: bool,
    /// The descriptor format it was read from.
    pub format: Format,
    /// As displayed, such as `Component`.
    pub kind: Arc<str>,
    /// A name for people, where there is another than the name: the title, else a team's or person's display name.
    pub title: Option<Box<str>>,
    /// The type within the kind.
    pub entity_type: Option<Arc<str>>,
    /// As written.
    pub lifecycle: Option<Arc<str>>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// The declared owner.
    pub owner: Option<EntityRef>,
    /// The owner by CODEOWNERS, where none is declared.
    pub code_owner: Option<Box<CodeOwner>>,
    /// The system it is part of.
    pub system: Option<EntityRef>,
    pub(crate) relations: Box<[KeptRelation]>,
    pub(super) packed: Packed,
}

/// A relation as an entity declares it. The other end is a node, which lives as long as the declaration.
#[derive(Clone, Debug)]
pub(crate) struct KeptRelation {
    pub(crate) other: Slot,
    /// The forward type.
    pub(crate) relation: RelationId,
    /// Which end of the edge the declaring entity is.
    pub(crate) side: Side,
    /// Where the descriptor says so, as a JSON pointer.
    pub(crate) origin: Arc<str>,
    pub(crate) attributes: Option<Box<Map<String, Value>>>,
}

impl Record {
    /// What to call it: the title, else the name.
    pub fn display_name(&self) -> &str {
        self.title.as_deref().unwrap_or_else(|| self.entity_ref.name())
    }

    /// The entity as it was, without descriptor and API definition; none where the record is damaged, which is logged.
    pub(crate) fn entity(&self, graph: &Graph) -> Option<Entity> {
        let mut entity = match self.packed.unpack() {
            Ok(entity) => entity,
            Err(error) => {
                tracing::error!(entity = %self.entity_ref, %error, "the record of an entity cannot be read");
                return None;
            }
        };
        entity.format = self.format;
        entity.kind = self.kind.to_string();
        entity.entity_type = self.entity_type.as_deref().map(str::to_owned);
        entity.lifecycle = self.lifecycle.as_deref().map(str::to_owned);
        entity.tier = self.tier;
        entity.owner = self.owner.clone();
        entity.code_owner = self.code_owner.as_deref().cloned();
        entity.system = self.system.clone();
        let restore = |kept: &KeptRelation| {
            let forward = graph.relation_type(kept.relation);
            Relation {
                relation_type: if kept.side == Side::FROM { forward.clone() } else { forward.inverse() },
                target: graph.entity_ref(kept.other).clone(),
                origin: kept.origin.to_string(),
                attributes: kept.attributes.as_deref().cloned().unwrap_or_default(),
            }
        };
        entity.relations = self.relations.iter().map(restore).collect();
        Some(entity)
    }

    /// The value of the annotation of this key.
    pub(crate) fn annotation(&self, key: &str) -> Option<String> {
        self.packed.annotation(key)
    }
}
