//! What components and repositories have in common.

use serde_json::{Map, Value};

use crate::diagnostic::codes;
use crate::formats::foreign::tier;
use crate::formats::read::{Fields, Reader, Strangers};
use crate::model::Entity;

const TAG: &[&str] = &["key", "value"];

/// The text of a field.
pub(super) fn text(fields: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<String> {
    let field = fields.get(name)?;
    reader.text(field.value, &field.pointer)
}

/// Owner, tier and tags. `at` is where the fields stand.
pub(super) fn read(fields: &Fields<'_>, at: &str, entity: &mut Entity, reader: &mut Reader<'_>) {
    entity.tier = fields.get("tier").and_then(|field| tier(field, reader));
    tags(fields, entity, reader);
    if let Some(field) = fields.get("owner") {
        reader.owners(field.value, &field.pointer, &entity.namespace).own(entity);
    }
    if entity.owner.is_none() && entity.unowned.is_none() {
        let message = format!("the Component {} has no owner", entity.name);
        let help = "write `owner:` with the alias of the team that answers for it";
        reader.key_problem(&codes::MISSING_OWNER, &format!("{at}/owner"), message, help);
    }
}

/// Tags of key and value, as `key:value`.
fn tags(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("tags") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = item.as_object() else {
            entity.tags.extend(reader.text(item, &pointer));
            continue;
        };
        if let Some(tag) = short(map) {
            let message = format!("the tag {tag} is a map of one; it is read as key and value");
            let help = "write it as `key:` and `value:`";
            reader.value_problem(&codes::WRONG_TYPE, &pointer, message, help);
            entity.tags.push(tag);
            continue;
        }
        let tag = Fields::read(reader, map, &pointer, TAG, Strangers::Refused);
        match (text(&tag, "key", reader), text(&tag, "value", reader)) {
            (Some(key), Some(value)) => entity.tags.push(format!("{key}:{value}")),
            (Some(key), None) => entity.tags.push(key),
            (None, _) => reader.not_understood(item, &pointer, "{key, value}"),
        }
    }
}

/// `pci: true`, which was meant as key and value. `kye: pci` is a slip.
fn short(map: &Map<String, Value>) -> Option<String> {
    let slip = |key: &str| TAG.iter().any(|known| strsim::osa_distance(key, known) < 2);
    let (key, value) = map.iter().next().filter(|(key, _)| map.len() == 1 && !slip(key))?;
    match value {
        Value::String(value) => Some(format!("{key}:{value}")),
        Value::Number(_) | Value::Bool(_) => Some(format!("{key}:{value}")),
        _ => None,
    }
}
