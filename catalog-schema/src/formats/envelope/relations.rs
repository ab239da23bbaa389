//! Fields of a spec to relations.
//!
//! For Backstage's kinds this is Backstage's own table (its catalog backend 4.0). Beyond it, every kind may be part of a
//! system, depend on something, and provide and consume APIs.

use std::collections::HashSet;

use crate::diagnostic::codes;
use crate::formats::read::{Fields, Reader};
use crate::model::{Entity, Relation, RelationType};

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
        let single = matches!(row.field, "subcomponentOf" | "system" | "subdomainOf" | "domain" | "parent");
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
            let (relation_type, target) = (row.relation.clone(), reference.target);
            if row.field == "system" && entity.system.is_none() {
                entity.system = Some(target.clone());
            }
            if seen.insert((relation_type.clone(), target.clone())) {
                entity.relations.push(Relation { relation_type, target, origin, attributes: reference.attributes });
            }
        }
    }
}
