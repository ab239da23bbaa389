//! Converts an entity, reads the document back, and compares.

use std::collections::BTreeSet;

use catalog_schema::convert::{Target, convert_entity, to_yaml};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::model::{ApiSpec, DEFAULT_NAMESPACE, Entity, EntityRef, RelationType};
use serde_json::Value;

/// Converts the entity to every target, and checks that what comes back differs in exactly the fields that are listed.
///
/// # Errors
/// What differs otherwise, in words.
pub(crate) fn check(entity: &Entity) -> Result<(), String> {
    for target in Target::ALL {
        let converted = convert_entity(entity, target);
        let Some(document) = &converted.document else {
            if !converted.gaps.iter().any(|gap| gap.field == Some("kind") && !gap.written) {
                return Err(format!("{target:?}: neither a document nor a reason"));
            }
            continue;
        };
        let text = to_yaml(document);
        let Some(back) = read_back(&text, target) else { return Err(format!("{target:?}: no entity in\n{text}")) };
        let mut listed: BTreeSet<&str> =
            converted.gaps.iter().filter(|gap| !gap.written).filter_map(|gap| gap.field).collect();
        let (one, other) = (comparable(entity, target), comparable(&back, target));
        let mut differ: BTreeSet<&str> =
            one.as_object().unwrap().keys().map(String::as_str).filter(|key| one[*key] != other[*key]).collect();
        if listed.contains("kind") {
            // What becomes another kind of thing gets the type that goes with it.
            differ.remove("entity_type");
            listed.remove("entity_type");
        }
        if differ != listed || target == Target::Native && !converted.gaps.is_empty() {
            let values: Vec<_> =
                differ.iter().map(|key| format!("{key}: {} became {}", one[*key], other[*key])).collect();
            let gaps: Vec<_> = converted.gaps.iter().map(|gap| &gap.message).collect();
            return Err(format!("{target:?}: listed are {listed:?}\n{}\n{gaps:#?}\n{text}", values.join("\n")));
        }
    }
    Ok(())
}

fn read_back(text: &str, target: Target) -> Option<Entity> {
    let decoded = decode(target.file_name(), text.as_bytes(), &DecodeOptions::default());
    match &decoded.documents.first()?.outcome {
        DocumentOutcome::Entity(entity) => Some(Entity::clone(entity)),
        _ => None,
    }
}

/// Every field, also the empty ones; without the document itself and the places in it, and without what follows from
/// another field: a title or an alias that is the name, the alias that is the title, the label that is the language.
fn comparable(entity: &Entity, target: Target) -> Value {
    let mut entity = entity.clone();
    for relation in &mut entity.relations {
        relation.origin.clear();
    }
    entity.relations.sort_by_key(|relation| (relation.relation_type.clone(), relation.target.clone()));
    if target != Target::Native {
        let name = entity.name.clone();
        entity.aliases.retain(|alias| !alias.value.eq_ignore_ascii_case(&name));
    }
    if target == Target::Compass {
        // A dependency in the same namespace stays in the same one.
        for relation in &mut entity.relations {
            let near = relation.target.namespace() == entity.namespace;
            if near && relation.relation_type == RelationType::DependsOn {
                relation.target = EntityRef::new(relation.target.kind(), DEFAULT_NAMESPACE, relation.target.name());
            }
        }
        let title = entity.title.clone();
        entity.aliases.retain(|alias| alias.scheme != "name" || title.as_ref() != Some(&alias.value));
        let label = entity.language.as_ref().map(|language| format!("language:{language}"));
        entity.tags.retain(|tag| label.as_ref() != Some(tag));
        entity.title = title.filter(|title| *title != entity.name);
    }
    if entity.kind == "API" {
        let api = entity.api.get_or_insert_with(ApiSpec::default);
        api.spec_type = api.spec_type.take().or(entity.entity_type.clone());
    }
    // Only the native format has a word for nobody.
    let unowned = entity.unowned.as_ref().filter(|_| target == Target::Native);
    serde_json::json!({
        "kind": entity.kind, "namespace": entity.namespace, "name": entity.name, "title": entity.title,
        "description": entity.description, "entity_type": entity.entity_type, "lifecycle": entity.lifecycle,
        "tier": entity.tier, "language": entity.language, "owner": entity.owner,
        "additional_owners": entity.additional_owners, "unowned": unowned,
        "tags": entity.tags, "labels": entity.labels, "annotations": entity.annotations, "links": entity.links,
        "aliases": entity.aliases, "profile": entity.profile, "api": entity.api,
        "custom_fields": entity.custom_fields,
        "relations": relations(&entity),
    })
}

/// Relations but ownership, which the owners say; the system stands with its relation.
fn relations(entity: &Entity) -> Value {
    let owned = |target| entity.owner.iter().chain(&entity.additional_owners).any(|owner| owner == target);
    let other = entity
        .relations
        .iter()
        .filter(|relation| relation.relation_type.to_string() != "ownedBy" || !owned(&relation.target));
    let list: Vec<Value> = other
        .map(|relation| {
            let system = entity.system.as_ref() == Some(&relation.target);
            serde_json::json!([relation.relation_type, relation.target, relation.attributes, system])
        })
        .collect();
    Value::Array(list)
}
