//! The organisation's own fields: `x-cortex-custom-metadata`, its older form `x-cortex-custom-data`, and the
//! `x-cortex-definition` of a type of its own.

use serde_json::{Map, Value};

use super::read::text;
use crate::formats::foreign::{lifecycle, tier};
use crate::formats::read::{Field, Fields, Reader, child};
use crate::model::Entity;

/// The names that have a meaning in the model.
const KNOWN: [&str; 3] = ["tier", "lifecycle", "language"];

/// Tier, lifecycle and language are taken from here where the groups do not say them.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut said = Fields::default();
    for name in ["x-cortex-custom-metadata", "x-cortex-custom-data", "x-cortex-definition"] {
        let Some(field) = info.get(name) else { continue };
        for (key, field) in entries(field, reader) {
            if field.value.is_null() {
                continue;
            }
            entity.custom_fields.entry(key.clone()).or_insert_with(|| field.value.clone());
            if let Some(known) = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(&key)) {
                said.adopt(known, field);
            }
        }
    }
    if entity.tier.is_none() {
        entity.tier = said.get("tier").and_then(|field| tier(field, reader));
    }
    if entity.lifecycle.is_none() {
        entity.lifecycle = text(&said, "lifecycle", reader).map(lifecycle);
    }
    if entity.language.is_none() {
        entity.language = text(&said, "language", reader).map(|language| language.to_lowercase());
    }
}

/// Name and value: of a map, where a value may be `{value, description}`; of a list of `{key, value}`.
fn entries<'v>(field: &Field<'v>, reader: &mut Reader<'_>) -> Vec<(String, Field<'v>)> {
    match field.value {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), described(value, child(&field.pointer, key)))).collect()
        }
        Value::Array(_) => {
            let mut entries = Vec::new();
            for (pointer, item) in reader.items(field.value, &field.pointer) {
                match (item.get("key").and_then(Value::as_str), item.get("value")) {
                    (Some(key), Some(value)) => {
                        entries.push((key.to_owned(), Field { pointer: child(&pointer, "value"), value }));
                    }
                    _ => reader.not_understood(item, &pointer, "{key, value}"),
                }
            }
            entries
        }
        Value::Null => Vec::new(),
        other => {
            reader.not_understood(other, &field.pointer, "a map");
            Vec::new()
        }
    }
}

/// The value of `{value, description}`, or the value itself.
fn described(value: &Value, pointer: String) -> Field<'_> {
    let only = |map: &Map<String, Value>| map.keys().all(|key| matches!(key.as_str(), "value" | "description"));
    match value.as_object().filter(|map| only(map)).and_then(|map| map.get("value")) {
        Some(inner) => Field { pointer: child(&pointer, "value"), value: inner },
        None => Field { pointer, value },
    }
}
