//! An entity that is yet to be filled.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use super::descriptor::descriptor;
use crate::formats::envelope::Identity;
use crate::formats::native;
use crate::formats::read::Reference;
use crate::model::{Entity, EntityRef, Format, RelationType};

/// The entity of this identity, of which nothing else is known yet.
pub(in crate::formats) fn blank(format: Format, identity: Identity) -> Entity {
    Entity {
        format,
        api_version: native::API_VERSION.to_owned(),
        kind: identity.kind,
        namespace: identity.namespace,
        name: identity.name,
        title: identity.original,
        description: None,
        entity_type: None,
        lifecycle: None,
        tier: None,
        language: None,
        owner: None,
        additional_owners: Vec::new(),
        code_owner: None,
        unowned: None,
        system: None,
        tags: Vec::new(),
        labels: BTreeMap::new(),
        annotations: BTreeMap::new(),
        links: Vec::new(),
        aliases: identity.aliases,
        relations: Vec::new(),
        profile: None,
        api: None,
        custom_fields: BTreeMap::new(),
        docs: Vec::new(),
        descriptor: Value::Null,
    }
}

/// Adds a relation; [`finish`] drops doubles. The first owner becomes the owner, the others additional ones; the first
/// system becomes the system.
pub(in crate::formats) fn relate(
    entity: &mut Entity,
    relation_type: RelationType,
    reference: Reference,
    origin: String,
) {
    let target = &reference.target;
    match relation_type {
        RelationType::OwnedBy if entity.owner.is_none() => entity.owner = Some(target.clone()),
        RelationType::OwnedBy => entity.additional_owners.push(target.clone()),
        RelationType::PartOf if target.kind() == "system" && entity.system.is_none() => {
            entity.system = Some(target.clone());
        }
        _ => {}
    }
    entity.relations.push(reference.relation(relation_type, origin));
}

/// The entity once all of it is read: of relations, owners and links that are there more than once the first stays, and
/// the document as written is kept with it.
pub(in crate::formats) fn finish(mut entity: Entity, written: &Map<String, Value>) -> Entity {
    let mut seen = HashSet::new();
    entity.relations.retain(|relation| seen.insert((relation.relation_type.clone(), relation.target.clone())));
    let mut owners: HashSet<EntityRef> = entity.owner.iter().cloned().collect();
    entity.additional_owners.retain(|owner| owners.insert(owner.clone()));
    let mut links = HashSet::new();
    entity.links.retain(|link| links.insert((link.url.clone(), link.title.clone(), link.link_type)));
    entity.descriptor = descriptor(&entity, written);
    entity
}
