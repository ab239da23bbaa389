//! Fields of a spec to relations.
//!
//! For Backstage's kinds this is Backstage's own table (its catalog backend 4.0). Beyond it, every kind may be part of a
//! system, depend on something, and provide and consume APIs.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::diagnostic::codes;
use crate::formats::read::{Fields, Reader, Reference, child};
use crate::model::{Entity, EntityRef, RelationType};

/// One row of the table.
struct Row {
    field: &'static str,
    /// The kinds and types that it holds for; all kinds if there is none.
    kinds: &'static [&'static str],
    /// The type within the kind that it holds for; any if there is none.
    of_type: Option<&'static str>,
    default_kind: Option<&'static str>,
    relation: RelationType,
}

const fn row(
    field: &'static str,
    kinds: &'static [&'static str],
    default_kind: Option<&'static str>,
    relation: RelationType,
) -> Row {
    Row { field, kinds, of_type: None, default_kind, relation }
}

const fn ai(field: &'static str, of_type: &'static str, relation: RelationType) -> Row {
    Row { field, kinds: &["AiResource"], of_type: Some(of_type), default_kind: Some("airesource"), relation }
}

/// In the order in which Backstage emits them.
static TABLE: &[Row] = &[
    row("subcomponentOf", &["Component"], Some("component"), RelationType::PartOf),
    row("providesApis", &[], Some("api"), RelationType::ProvidesApi),
    row("consumesApis", &[], Some("api"), RelationType::ConsumesApi),
    ai("dependsOn", "skill", RelationType::DependsOn),
    ai("skills", "plugin", RelationType::HasPart),
    ai("plugins", "marketplace", RelationType::HasPart),
    row("dependsOn", &[], None, RelationType::DependsOn),
    row("dependencyOf", &[], None, RelationType::DependencyOf),
    row("system", &[], Some("system"), RelationType::PartOf),
    row("subdomainOf", &["Domain"], Some("domain"), RelationType::PartOf),
    row("domain", &["System"], Some("domain"), RelationType::PartOf),
    row("parent", &["Group"], Some("group"), RelationType::ChildOf),
    row("children", &["Group"], Some("group"), RelationType::ParentOf),
    row("members", &["Group"], Some("user"), RelationType::HasMember),
    row("memberOf", &["User"], Some("group"), RelationType::MemberOf),
];

/// The fields that hold one reference, not a list.
const SINGLE: [&str; 5] = ["subcomponentOf", "system", "subdomainOf", "domain", "parent"];

/// A field of a spec that holds references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationField {
    /// Its name.
    pub(crate) name: &'static str,
    /// The kind that a reference in it has if it names none.
    pub(crate) default_kind: Option<&'static str>,
    /// It holds one reference, not a list.
    pub(crate) single: bool,
}

/// The field in which an entity of this kind and type declares a relation to this target, if there is one.
pub(crate) fn field_of(
    kind: &str,
    entity_type: Option<&str>,
    relation_type: &RelationType,
    target: &EntityRef,
) -> Option<RelationField> {
    let mut fields = TABLE.iter().filter_map(|row| {
        let of_kind = row.kinds.is_empty() || row.kinds.contains(&kind);
        let of_type = row.of_type.is_none_or(|of_type| entity_type == Some(of_type));
        let single = SINGLE.contains(&row.field);
        let fits = !single || row.default_kind == Some(target.kind());
        (of_kind && of_type && fits && row.relation == *relation_type).then_some(RelationField {
            name: row.field,
            default_kind: row.default_kind,
            single,
        })
    });
    fields.next()
}

/// Reads every relation but ownership into the entity.
pub(super) fn read(spec: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut done: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    for row in TABLE {
        let kind = row.kinds.is_empty() || row.kinds.contains(&entity.kind.as_str());
        let of_type = row.of_type.is_none_or(|of_type| entity.entity_type.as_deref() == Some(of_type));
        if !kind || !of_type || done.contains(&row.field) {
            continue;
        }
        let Some(field) = spec.get(row.field) else { continue };
        done.push(row.field);
        let single = SINGLE.contains(&row.field);
        let items = match single {
            true if field.value.is_null() || field.value == "" => {
                reader.empty(&field.pointer);
                Vec::new()
            }
            true if !field.value.is_array() => vec![(field.pointer.clone(), field.value)],
            true => {
                let message = format!("spec.{} is a list; each of its items is read", row.field);
                reader.value_problem(&codes::WRONG_TYPE, &field.pointer, message, "write one reference");
                reader.items(field.value, &field.pointer)
            }
            false => reader.items(field.value, &field.pointer),
        };
        for (origin, item) in items {
            let Some(reference) = reader.reference(item, &origin, row.default_kind, &entity.namespace) else {
                continue;
            };
            if row.field == "system" && entity.system.is_none() {
                entity.system = Some(reference.target.clone());
            }
            if seen.insert((row.relation.clone(), reference.target.clone())) {
                entity.relations.push(reference.relation(row.relation.clone(), origin));
            }
        }
    }
}

/// Reads `relations`, the native field for relations that no other field can say: `{type, target, attributes}` each.
pub(super) fn read_others(spec: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = spec.get("relations") else { return };
    for (origin, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &origin) else { continue };
        let written = map.get("type").and_then(|value| reader.text(value, &child(&origin, "type")));
        let Some(relation_type) = written.as_deref().and_then(RelationType::parse) else {
            let message = "the relation has no type that is known; it is left out".to_owned();
            let help = "write `type:` with a relation such as dependsOn, or a name of your own such as custom:calls";
            reader.value_problem(&codes::INVALID_REFERENCE, &origin, message, help);
            continue;
        };
        let at = child(&origin, "target");
        let target = map.get("target").and_then(|value| reader.reference(value, &at, None, &entity.namespace));
        let Some(reference) = target else {
            let message = "the relation has no target; it is left out".to_owned();
            reader.value_problem(&codes::INVALID_REFERENCE, &origin, message, "write `target:` with a reference");
            continue;
        };
        let attributes = map.get("attributes").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
        let known =
            entity.relations.iter().any(|one| one.relation_type == relation_type && one.target == reference.target);
        if !known {
            entity.relations.push(Reference { attributes, ..reference }.relation(relation_type, origin));
        }
    }
}
