//! `x-cortex-parents` and `x-cortex-children`: what it is part of, and what is part of it.

use serde_json::Value;

use crate::formats::foreign::{kind_name, relate};
use crate::formats::read::{Fields, Reader, Reference, child};
use crate::model::{Entity, RelationType};

/// Cortex names others by their tag alone. Parents are domains unless the reference says otherwise, children are
/// components; of a team, both are teams.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let (up, above, down, below) = match entity.kind.as_str() {
        "Group" => (RelationType::ChildOf, "group", RelationType::ParentOf, "group"),
        _ => (RelationType::PartOf, "domain", RelationType::HasPart, "component"),
    };
    let fields = [
        ("x-cortex-domain-parents", &up, "domain"),
        ("x-cortex-parents", &up, above),
        ("x-cortex-children", &down, below),
    ];
    for (name, relation_type, kind) in fields {
        let Some(field) = info.get(name) else { continue };
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            if let Some(reference) = tagged(item, &pointer, kind, &entity.namespace, reader) {
                relate(entity, relation_type.clone(), reference, pointer);
            }
        }
    }
}

/// The entity that an item `{tag}` names, or `{tag, type}`, or a text.
pub(super) fn tagged(
    item: &Value,
    pointer: &str,
    kind: &str,
    namespace: &str,
    reader: &mut Reader<'_>,
) -> Option<Reference> {
    let Some(map) = item.as_object() else {
        return reader.reference(item, pointer, Some(kind), namespace).map(bare);
    };
    let Some(tag) = map.get("tag") else {
        reader.not_understood(item, pointer, "{tag: …}");
        return None;
    };
    let said = map.get("type").and_then(Value::as_str).map(kind_name);
    let kind = said.as_deref().unwrap_or(kind);
    reader.reference(tag, &child(pointer, "tag"), Some(kind), namespace).map(bare)
}

/// The reference alone: what is said beside a tag is read by who asks for it.
fn bare(reference: Reference) -> Reference {
    Reference::new(reference.target, reference.spelling)
}
