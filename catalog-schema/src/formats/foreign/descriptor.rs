//! The entity of a foreign descriptor in the native envelope.

use serde_json::{Map, Value, json};

use crate::model::{ApiSpec, Entity, Relation, RelationType};

/// The spec fields that hold a list of references.
const LISTS: [(&str, RelationType); 6] = [
    ("dependsOn", RelationType::DependsOn),
    ("dependencyOf", RelationType::DependencyOf),
    ("providesApis", RelationType::ProvidesApi),
    ("consumesApis", RelationType::ConsumesApi),
    ("children", RelationType::ParentOf),
    ("members", RelationType::HasMember),
];

/// The spec fields that hold one reference: of which kind, of which relation, to which kind.
const SINGLES: [(&str, &str, RelationType, &str); 4] = [
    ("subcomponentOf", "Component", RelationType::PartOf, "component"),
    ("domain", "System", RelationType::PartOf, "domain"),
    ("subdomainOf", "Domain", RelationType::PartOf, "domain"),
    ("parent", "Group", RelationType::ChildOf, "group"),
];

/// What the entity says in native fields. The document as written stands under `spec.<format>`: nothing is lost.
pub(in crate::formats) fn descriptor(entity: &Entity, written: &Map<String, Value>) -> Value {
    let mut metadata = Map::new();
    metadata.insert("name".to_owned(), json!(entity.name));
    metadata.insert("namespace".to_owned(), json!(entity.namespace));
    put(&mut metadata, "title", json!(entity.title));
    put(&mut metadata, "aliases", json!(entity.aliases));
    put(&mut metadata, "description", json!(entity.description));
    put(&mut metadata, "labels", json!(entity.labels));
    put(&mut metadata, "annotations", json!(entity.annotations));
    put(&mut metadata, "tags", json!(entity.tags));
    put(&mut metadata, "links", json!(entity.links));
    let mut spec = Map::new();
    put(&mut spec, "type", json!(entity.entity_type));
    put(&mut spec, "lifecycle", json!(entity.lifecycle));
    put(&mut spec, "owner", json!(entity.owner));
    put(&mut spec, "additionalOwners", json!(entity.additional_owners));
    put(&mut spec, "system", json!(entity.system));
    put(&mut spec, "tier", json!(entity.tier));
    put(&mut spec, "language", json!(entity.language));
    for (field, relation_type) in LISTS {
        let relations = entity.relations.iter().filter(|relation| relation.relation_type == relation_type);
        put(&mut spec, field, relations.map(reference).collect());
    }
    for (field, kind, relation_type, target) in SINGLES {
        let fits = |relation: &&Relation| relation.relation_type == relation_type && relation.target.kind() == target;
        let first = entity.relations.iter().filter(|_| entity.kind == kind).find(fits);
        put(&mut spec, field, first.map_or(Value::Null, reference));
    }
    put(&mut spec, "profile", profile(entity));
    put(&mut spec, "definition", entity.api.as_ref().map_or(Value::Null, definition));
    put(&mut spec, "customFields", json!(entity.custom_fields));
    spec.insert(entity.format.as_str().to_owned(), Value::Object(written.clone()));
    json!({ "apiVersion": entity.api_version, "kind": entity.kind, "metadata": metadata, "spec": spec })
}

/// Sets a field that says something.
fn put(part: &mut Map<String, Value>, key: &str, value: Value) {
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

/// A reference, with what is said of the relation beside it.
fn reference(relation: &Relation) -> Value {
    if relation.attributes.is_empty() {
        return json!(relation.target);
    }
    let mut map = relation.attributes.clone();
    map.insert("ref".to_owned(), json!(relation.target));
    Value::Object(map)
}

fn profile(entity: &Entity) -> Value {
    let Some(profile) = &entity.profile else { return Value::Null };
    let mut map = Map::new();
    put(&mut map, "displayName", json!(profile.display_name));
    put(&mut map, "email", json!(profile.email));
    put(&mut map, "picture", json!(profile.picture));
    Value::Object(map)
}

fn definition(api: &ApiSpec) -> Value {
    match (&api.definition, &api.reference) {
        (Some(text), _) => json!(text),
        (None, Some(reference)) => json!({ "$text": reference }),
        (None, None) => Value::Null,
    }
}
