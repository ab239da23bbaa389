//! What the native format and Backstage's write alike.

use serde_json::{Map, Value, json};

use crate::formats::envelope::{RelationField, field_of};
use crate::model::{DEFAULT_NAMESPACE, Entity, EntityRef, Link, LinkType, Profile, Relation, RelationType};

/// Sets a field that says something.
pub(super) fn put(part: &mut Map<String, Value>, key: &str, value: Value) {
    let empty = match &value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    if !empty {
        part.insert(key.to_owned(), value);
    }
}

/// The namespace, unless it is the one that goes without saying.
pub(super) fn namespace(entity: &Entity) -> Value {
    if entity.namespace == DEFAULT_NAMESPACE { Value::Null } else { json!(entity.namespace) }
}

/// A reference as short as its field allows.
pub(super) fn short_ref(target: &EntityRef, default_kind: Option<&str>, namespace: &str) -> String {
    // An Atlassian identifier stands for itself; it has no kind or namespace to write.
    if is_opaque(target) {
        return target.name().to_owned();
    }
    let kind = if default_kind == Some(target.kind()) { String::new() } else { format!("{}:", target.kind()) };
    let same = target.namespace().eq_ignore_ascii_case(namespace);
    let namespace = if same { String::new() } else { format!("{}/", target.namespace()) };
    format!("{kind}{namespace}{}", target.name())
}

/// Whether a reference names nothing but an Atlassian identifier.
pub(super) fn is_opaque(target: &EntityRef) -> bool {
    target.name().starts_with("ari:")
}

/// A link.
pub(super) fn link(link: &Link) -> Value {
    let mut map = Map::new();
    put(&mut map, "url", json!(link.url));
    put(&mut map, "title", json!(link.title));
    put(&mut map, "icon", json!(link.icon));
    if link.link_type != LinkType::Other {
        put(&mut map, "type", json!(link.link_type));
    }
    Value::Object(map)
}

/// A profile.
pub(super) fn profile(profile: &Profile) -> Value {
    let mut map = Map::new();
    put(&mut map, "displayName", json!(profile.display_name));
    put(&mut map, "email", json!(profile.email));
    put(&mut map, "picture", json!(profile.picture));
    Value::Object(map)
}

/// The relations of an entity by the field that declares them.
#[derive(Debug, Default)]
pub(super) struct Placed<'e> {
    /// In the order of the entity; each with its index there.
    pub(super) fields: Vec<(RelationField, Vec<(usize, &'e Relation)>)>,
    /// Those that no field can declare.
    pub(super) others: Vec<(usize, &'e Relation)>,
}

impl<'e> Placed<'e> {
    /// Sorts them. Ownership is left out where `owner` and `additionalOwners` say it.
    pub(super) fn of(entity: &'e Entity) -> Self {
        let mut placed = Self::default();
        for (index, relation) in entity.relations.iter().enumerate() {
            let owner = entity.owner.iter().chain(&entity.additional_owners).any(|owner| *owner == relation.target);
            if owner && relation.relation_type == RelationType::OwnedBy {
                continue;
            }
            match placed.field(entity, relation) {
                Some(field) => placed.add(field, index, relation),
                None => placed.others.push((index, relation)),
            }
        }
        placed
    }

    /// The field for a relation: one that is not taken yet, if it has room for one reference only.
    fn field(&self, entity: &Entity, relation: &Relation) -> Option<RelationField> {
        let of_part = relation.relation_type == RelationType::PartOf;
        if of_part && entity.system.as_ref() == Some(&relation.target) {
            return Some(RelationField { name: "system", default_kind: Some("system"), single: true });
        }
        let field = field_of(&entity.kind, entity.entity_type.as_deref(), &relation.relation_type, &relation.target)?;
        let taken = field.single && self.fields.iter().any(|(other, _)| *other == field);
        // `system` says more than the relation alone.
        (!taken && field.name != "system").then_some(field)
    }

    fn add(&mut self, field: RelationField, index: usize, relation: &'e Relation) {
        match self.fields.iter_mut().find(|(other, _)| *other == field) {
            Some((_, relations)) => relations.push((index, relation)),
            None => self.fields.push((field, vec![(index, relation)])),
        }
    }
}
