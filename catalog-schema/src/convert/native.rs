//! The native format, which has a place for everything.

use serde_json::{Map, Value, json};

use super::envelope::{self, Placed, put, short_ref};
use crate::formats::API_VERSION;
use crate::model::{ApiSpec, DEFAULT_NAMESPACE, Entity, Relation};
use crate::provenance::Origins;

/// The keys beside which a reference can stand in a map without being taken for one.
const REFERENCE_KEYS: [&str; 6] = ["ref", "target", "entity", "kind", "namespace", "name"];

/// An entity of a foreign format as a native document. What the model has no place for stands under `spec.<format>`.
pub(super) fn write(entity: &Entity, origins: &Origins) -> Value {
    let mut spec = spec(entity);
    if let Some(rest) = origins.rest_document() {
        spec.insert(entity.format.as_str().to_owned(), rest);
    }
    json!({ "apiVersion": API_VERSION, "kind": entity.kind, "metadata": metadata(entity), "spec": spec })
}

/// The native document of an entity that was read from an envelope: Backstage's is valid here unchanged.
pub(super) fn of_envelope(entity: &Entity) -> Value {
    let mut document = as_written(entity);
    document["apiVersion"] = json!(API_VERSION);
    if !entity.aliases.is_empty() {
        document["metadata"]["aliases"] = aliases(entity);
    }
    document
}

/// The envelope as its author wrote it.
pub(super) fn as_written(entity: &Entity) -> Value {
    let mut document = entity.descriptor.clone();
    if let Some(metadata) = document.get_mut("metadata").and_then(Value::as_object_mut)
        && metadata.get("namespace").is_some_and(|namespace| namespace == DEFAULT_NAMESPACE)
    {
        metadata.shift_remove("namespace");
    }
    document
}

fn metadata(entity: &Entity) -> Map<String, Value> {
    let mut metadata = Map::new();
    put(&mut metadata, "name", json!(entity.name));
    put(&mut metadata, "namespace", envelope::namespace(entity));
    put(&mut metadata, "title", json!(entity.title));
    put(&mut metadata, "description", json!(entity.description));
    put(&mut metadata, "aliases", aliases(entity));
    put(&mut metadata, "labels", json!(entity.labels));
    put(&mut metadata, "annotations", json!(entity.annotations));
    put(&mut metadata, "tags", json!(entity.tags));
    put(&mut metadata, "links", entity.links.iter().map(envelope::link).collect());
    metadata
}

fn aliases(entity: &Entity) -> Value {
    entity.aliases.iter().map(|alias| json!({ "scheme": alias.scheme, "value": alias.value })).collect()
}

fn spec(entity: &Entity) -> Map<String, Value> {
    let mut spec = Map::new();
    let owner = |owner| short_ref(owner, Some("group"), &entity.namespace);
    put(&mut spec, "type", json!(entity.entity_type));
    put(&mut spec, "lifecycle", json!(entity.lifecycle));
    put(&mut spec, "owner", json!(entity.owner.as_ref().map(owner).or_else(|| entity.unowned.clone())));
    put(&mut spec, "additionalOwners", entity.additional_owners.iter().map(owner).collect());
    put(&mut spec, "tier", json!(entity.tier));
    put(&mut spec, "language", json!(entity.language));
    put(&mut spec, "profile", entity.profile.as_ref().map_or(Value::Null, envelope::profile));
    relations(entity, &mut spec);
    if let Some(api) = &entity.api {
        write_api(entity, api, &mut spec);
    }
    put(&mut spec, "customFields", json!(entity.custom_fields));
    spec
}

fn relations(entity: &Entity, spec: &mut Map<String, Value>) {
    let placed = Placed::of(entity);
    let mut others = placed.others;
    for (field, relations) in placed.fields {
        let short = |relation: &Relation| short_ref(&relation.target, field.default_kind, &entity.namespace);
        let mut values = Vec::new();
        for (index, relation) in relations {
            let plain = !relation.attributes.keys().any(|key| REFERENCE_KEYS.contains(&key.as_str()));
            if relation.attributes.is_empty() {
                values.push(json!(short(relation)));
            } else if plain {
                let mut map = Map::from_iter([("ref".to_owned(), json!(short(relation)))]);
                map.extend(relation.attributes.clone());
                values.push(Value::Object(map));
            } else {
                others.push((index, relation));
            }
        }
        let value = if field.single { values.pop().unwrap_or_default() } else { Value::Array(values) };
        put(spec, field.name, value);
    }
    others.sort_by_key(|(index, _)| *index);
    let others = others.into_iter().map(|(_, relation)| {
        let mut map = Map::new();
        put(&mut map, "type", json!(relation.relation_type));
        put(&mut map, "target", json!(short_ref(&relation.target, None, &entity.namespace)));
        put(&mut map, "attributes", json!(relation.attributes));
        Value::Object(map)
    });
    put(spec, "relations", others.collect());
}

/// The contract: `definition` on an API whose type it is, else `api`.
fn write_api(entity: &Entity, api: &ApiSpec, spec: &mut Map<String, Value>) {
    let placeholder = |reference: &String| json!({ "$text": reference });
    if entity.kind == "API" && api.spec_type == entity.entity_type {
        match (&api.definition, &api.reference) {
            (Some(text), None) => return put(spec, "definition", json!(text)),
            (None, Some(reference)) => return put(spec, "definition", placeholder(reference)),
            (None, None) => return,
            (Some(_), Some(_)) => {}
        }
    }
    let mut map = Map::new();
    put(&mut map, "type", json!(api.spec_type));
    put(&mut map, "definition", json!(api.definition));
    put(&mut map, "reference", json!(api.reference));
    // An empty map still says that there is an API.
    spec.insert("api".to_owned(), Value::Object(map));
}
