//! The descriptor as it is kept: the document as written, with the identity that was made of it.

use serde_json::{Map, Value};

use crate::model::Entity;

/// The whole document, the four parts first, with apiVersion, kind, name and namespace as the entity has them. A title
/// that was made of an invalid name is added.
pub(super) fn normalise(root: &Map<String, Value>, entity: &Entity) -> Value {
    let part = |name: &str| root.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
    let mut metadata = Map::new();
    metadata.insert("name".to_owned(), entity.name.clone().into());
    metadata.insert("namespace".to_owned(), entity.namespace.clone().into());
    if let Some(title) = &entity.title {
        metadata.insert("title".to_owned(), title.clone().into());
    }
    for (key, value) in part("metadata") {
        metadata.entry(key).or_insert(value);
    }
    let mut descriptor = Map::new();
    descriptor.insert("apiVersion".to_owned(), entity.api_version.clone().into());
    descriptor.insert("kind".to_owned(), entity.kind.clone().into());
    descriptor.insert("metadata".to_owned(), Value::Object(metadata));
    descriptor.insert("spec".to_owned(), Value::Object(part("spec")));
    for (key, value) in root {
        descriptor.entry(key.clone()).or_insert_with(|| value.clone());
    }
    Value::Object(descriptor)
}
