//! What components and repositories have in common.

use serde_json::Map;

use crate::diagnostic::codes;
use crate::formats::foreign::{relate, tier};
use crate::formats::read::{Fields, Reader, Strangers};
use crate::model::{Entity, RelationType};

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
    let owner = fields.get("owner").filter(|field| !field.value.is_null() && field.value != "");
    let owner = owner.and_then(|field| {
        let reference = reader.reference(field.value, &field.pointer, Some("group"), &entity.namespace)?;
        Some((reference, field.pointer.clone()))
    });
    match owner {
        Some((owner, origin)) => relate(entity, RelationType::OwnedBy, owner.target, origin, Map::new()),
        None => {
            let message = format!("the Component {} has no owner", entity.name);
            let help = "write `owner:` with the alias of the team that answers for it";
            reader.key_problem(&codes::MISSING_OWNER, &format!("{at}/owner"), message, help);
        }
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
        let tag = Fields::read(reader, map, &pointer, TAG, Strangers::Refused);
        match (text(&tag, "key", reader), text(&tag, "value", reader)) {
            (Some(key), Some(value)) => entity.tags.push(format!("{key}:{value}")),
            (Some(key), None) => entity.tags.push(key),
            (None, _) => reader.not_understood(item, &pointer, "{key, value}"),
        }
    }
}
