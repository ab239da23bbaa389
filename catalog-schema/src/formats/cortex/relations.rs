//! `x-cortex-dependency` and `x-cortex-relationships`.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::hierarchy::tagged;
use crate::diagnostic::codes;
use crate::formats::foreign::relate;
use crate::formats::read::{Fields, Reader, Reference, Strangers, child};
use crate::model::{Entity, EntityRef, RelationType};

const DEPENDENCY: &[&str] = &["tag", "type", "method", "path", "description", "metadata"];
const RELATIONSHIP: &[&str] = &["type", "destinations", "sources"];

/// What it depends on, where it first says so, and what it says of each endpoint.
type Dependency = (Reference, String, Vec<Map<String, Value>>);

pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    dependencies(info, entity, reader);
    relationships(info, entity, reader);
}

/// Endpoint by endpoint. All those of one entity are one relation: the first says its attributes, and where there are
/// more, `endpoints` has them all.
fn dependencies(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = info.get("x-cortex-dependency") else { return };
    // A map names what an integration finds by itself, by the integration's own tags.
    if field.value.as_object().is_some_and(|map| !map.contains_key("tag")) {
        return;
    }
    let mut edges: Vec<Dependency> = Vec::new();
    let mut places: HashMap<EntityRef, usize> = HashMap::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        if let Some(map) = item.as_object() {
            let _ = Fields::read(reader, map, &pointer, DEPENDENCY, Strangers::Compared);
        }
        let Some(reference) = tagged(item, &pointer, "component", &entity.namespace, reader) else { continue };
        let said = item.as_object().map(endpoint).unwrap_or_default();
        let place = *places.entry(reference.target.clone()).or_insert(edges.len());
        match edges.get_mut(place) {
            Some((.., endpoints)) => endpoints.push(said),
            None => edges.push((reference, pointer, vec![said])),
        }
    }
    for (reference, origin, endpoints) in edges {
        let mut attributes = endpoints.first().cloned().unwrap_or_default();
        if endpoints.len() > 1 {
            attributes.insert("endpoints".to_owned(), json!(endpoints));
        }
        relate(entity, RelationType::DependsOn, Reference { attributes, ..reference }, origin);
    }
}

/// What a dependency says of itself: `endpoint` for people, and method, path, description, criticality and metadata.
fn endpoint(map: &Map<String, Value>) -> Map<String, Value> {
    let text = |key: &str| map.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let endpoint: Vec<&str> = ["method", "path"].into_iter().filter_map(text).collect();
    let mut said = Map::new();
    if !endpoint.is_empty() {
        said.insert("endpoint".to_owned(), json!(endpoint.join(" ")));
    }
    if let Some(criticality) = map.get("metadata").and_then(|metadata| metadata.get("criticality")) {
        said.insert("criticality".to_owned(), criticality.clone());
    }
    let others = map.iter().filter(|(key, value)| !matches!(key.as_str(), "tag" | "type") && !value.is_null());
    said.extend(others.map(|(key, value)| (key.clone(), value.clone())));
    said
}

/// Relations of the organisation's own types.
fn relationships(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = info.get("x-cortex-relationships") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let relationship = Fields::read(reader, map, &pointer, RELATIONSHIP, Strangers::Compared);
        let name = relationship.get("type").and_then(|field| reader.text(field.value, &field.pointer));
        // `~` before a name means the other direction.
        let name = name.map(|name| name.trim().trim_start_matches('~').to_owned()).filter(|name| !name.is_empty());
        let Some(name) = name else {
            let message = "the relationship has no type; it is left out".to_owned();
            let help = "write `type:` with the tag of the relationship type";
            reader.key_problem(&codes::MISSING_TYPE, &child(&pointer, "type"), message, help);
            continue;
        };
        let to = RelationType::Custom(name);
        for (key, relation_type) in [("destinations", to.clone()), ("sources", to.inverse())] {
            let Some(ends) = relationship.get(key) else { continue };
            for (pointer, item) in reader.items(ends.value, &ends.pointer) {
                if let Some(reference) = tagged(item, &pointer, "component", &entity.namespace, reader) {
                    relate(entity, relation_type.clone(), reference, pointer);
                }
            }
        }
    }
}
