//! What is kept of an entity.

use std::sync::Arc;

use catalog_schema::model::{CodeOwner, Entity, EntityRef, Form, Format, Relation, Spelling};
use catalog_schema::resolve::{Called, FoundBy};
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
    /// The winning claim's location.
    pub location: Arc<str>,
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
    /// Of an API: its contract is there, or named.
    pub has_contract: bool,
    /// Operations, messages or types that the contract offers; 0 where it could not be read, or is only named.
    pub operations: u32,
    /// The declared owner, resolved.
    pub owner: Option<EntityRef>,
    /// The owner by CODEOWNERS, where none is declared.
    pub code_owner: Option<Box<CodeOwner>>,
    /// The system it is part of, resolved.
    pub system: Option<EntityRef>,
    /// Where among the relations owner and system stand.
    pub(super) places: [Option<u32>; 2],
    pub(crate) relations: Box<[KeptRelation]>,
    pub(super) packed: Packed,
}

/// A relation as an entity declares it. The other end is a node, which lives as long as the declaration.
#[derive(Clone, Debug)]
pub(crate) struct KeptRelation {
    pub(crate) other: Slot,
    /// How the descriptor writes the other end.
    pub(super) form: Form,
    /// By what the other end was found, where it is another than the declared one.
    pub(super) found: Option<FoundBy>,
    /// The forward type.
    pub(crate) relation: RelationId,
    /// Which end of the edge the declaring entity is.
    pub(crate) side: Side,
    /// Where the descriptor says so, as a JSON pointer.
    pub(crate) origin: Arc<str>,
    pub(super) more: Option<Box<More>>,
}

/// What few relations have.
#[derive(Clone, Debug, Default)]
pub(super) struct More {
    pub(super) attributes: Map<String, Value>,
    /// The other end as written, where its reference does not tell it.
    pub(super) text: Option<String>,
    /// The reference that the descriptor gives, where it means an entity of another one.
    pub(super) declared: Option<EntityRef>,
}

impl More {
    /// None where there is nothing.
    pub(super) fn boxed(self) -> Option<Box<Self>> {
        let empty = self.attributes.is_empty() && self.text.is_none() && self.declared.is_none();
        (!empty).then(|| Box::new(self))
    }
}

impl KeptRelation {
    /// What the descriptor says of the edge itself.
    pub(crate) fn attributes(&self) -> Map<String, Value> {
        self.more.as_deref().map(|more| more.attributes.clone()).unwrap_or_default()
    }

    /// The other end as written, where its reference does not tell it.
    pub(super) fn text(&self) -> Option<&str> {
        self.more.as_deref()?.text.as_deref()
    }

    /// The other end's reference as the descriptor alone tells it.
    pub(super) fn declared<'a>(&'a self, graph: &'a Graph) -> &'a EntityRef {
        let declared = self.more.as_deref().and_then(|more| more.declared.as_ref());
        declared.unwrap_or_else(|| graph.entity_ref(self.other))
    }
}

impl Record {
    /// What to call it: the title, else the name.
    pub fn display_name(&self) -> &str {
        self.title.as_deref().unwrap_or_else(|| self.entity_ref.name())
    }

    /// Takes owner and system from the relations that declare them.
    pub(super) fn name_owner_and_system(&mut self, graph: &Graph) {
        let [owner, system] = self.places.map(|place| {
            let kept = self.relations.get(usize::try_from(place?).ok()?)?;
            Some(graph.entity_ref(kept.other).clone())
        });
        (self.owner, self.system) = (owner.or(self.owner.take()), system.or(self.system.take()));
    }

    /// The entity with its references resolved, without descriptor and API definition; none where the record is
    /// damaged, which is logged.
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
                spelling: Spelling { form: kept.form, text: kept.text().map(str::to_owned) },
                origin: kept.origin.to_string(),
                attributes: kept.attributes(),
            }
        };
        entity.relations = self.relations.iter().map(restore).collect();
        entity.additional_owners = self.additional_owners(&entity.additional_owners, graph);
        Some(entity)
    }

    /// The further owners, resolved: each once, and not the owner again.
    fn additional_owners(&self, declared: &[EntityRef], graph: &Graph) -> Vec<EntityRef> {
        let mut resolved = Vec::with_capacity(declared.len());
        for declared in declared {
            let relation = self.relations.iter().find(|kept| {
                (kept.relation, kept.side) == (RelationId::OWNED_BY, Side::FROM) && kept.declared(graph) == declared
            });
            let owner = relation.map_or(declared, |kept| graph.entity_ref(kept.other));
            if self.owner.as_ref() != Some(owner) && !resolved.contains(owner) {
                resolved.push(owner.clone());
            }
        }
        resolved
    }

    /// Whether references may call it otherwise than by its name.
    pub(crate) fn has_other_names(&self) -> bool {
        let entity = self.packed.unpack().ok();
        let called = entity.as_ref().map(Called::of);
        called.is_some_and(|called| !called.alias_keys().is_empty() || !called.title_keys().is_empty())
    }

    /// The value of the annotation of this key.
    pub(crate) fn annotation(&self, key: &str) -> Option<String> {
        self.packed.annotation(key)
    }
}
