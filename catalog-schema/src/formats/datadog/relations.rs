//! Owners, what it belongs to, and what depends on what.

use serde_json::Value;

use super::parts::Parts;
use crate::diagnostic::codes;
use crate::formats::foreign::{foreign_kind, relate};
use crate::formats::kinds;
use crate::formats::read::{Owners, Reader, fold};
use crate::model::{Entity, RelationType};

/// The fields of references: the default kind and the relation of each.
const TABLE: [(&str, &str, RelationType); 5] = [
    ("dependsOn", "component", RelationType::DependsOn),
    ("dependencyOf", "component", RelationType::DependencyOf),
    ("componentOf", "system", RelationType::PartOf),
    ("components", "component", RelationType::HasPart),
    ("implementedBy", "component", RelationType::ApiProvidedBy),
];

/// The kind that Datadog's word for one means. An `application` is what it calls a `system` today.
pub(super) fn kind_name(word: &str) -> String {
    if fold(word) == "application" { "System".to_owned() } else { foreign_kind(word).kind }
}

/// Reads every relation into the entity.
pub(super) fn read(parts: &Parts<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let namespace = entity.namespace.clone();
    owners(parts, entity, reader);
    if let Some(field) = &parts.application
        && let Some(reference) = reader.reference(field.value, &field.pointer, Some("system"), &namespace)
    {
        relate(entity, RelationType::PartOf, reference, field.pointer.clone());
    }
    for (name, field) in &parts.relations {
        let row = TABLE.iter().find(|(field, ..)| field == name);
        let (default_kind, relation_type) = match row {
            Some((_, default_kind, relation_type)) => (*default_kind, relation_type.clone()),
            None => ("component", RelationType::Custom((*name).to_owned())),
        };
        // One reference is written alone in `inheritFrom`, and is as clear in the others.
        let items = match field.value {
            Value::String(_) => vec![(field.pointer.clone(), field.value)],
            other => reader.items(other, &field.pointer),
        };
        for (origin, item) in items {
            if let Some(reference) = reader.reference(item, &origin, Some(default_kind), &namespace) {
                relate(entity, relation_type.clone(), reference, origin);
            }
        }
    }
    let expected = kinds::known(&entity.kind).is_some_and(|kind| kind.expected.contains(&"owner"));
    if entity.owner.is_none() && entity.unowned.is_none() && expected {
        let message = format!("the {} {} has no owner", entity.kind, entity.name);
        let key = parts.owner_at.rsplit('/').next().unwrap_or_default();
        let help = format!("write `{key}:` with the team that answers for it");
        reader.key_problem(&codes::MISSING_OWNER, parts.owner_at, message, &help);
    }
}

fn owners(parts: &Parts<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut owners = Owners::default();
    if let Some(field) = &parts.owner {
        owners = reader.owners(field.value, &field.pointer, &entity.namespace);
    }
    // `{name, type}`, whose type says what the team is to it: it goes with the relation.
    if let Some(field) = &parts.additional_owners {
        for (origin, item) in reader.items(field.value, &field.pointer) {
            reader.owner(item, &origin, &entity.namespace, &mut owners);
        }
    }
    owners.own(entity);
}
