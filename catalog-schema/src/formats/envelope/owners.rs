//! Who answers for it.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::codes;
use crate::formats::read::{Field, Fields, Reader, Reference};
use crate::model::{Entity, RelationType};

/// Reads `owner` and `additionalOwners` into the entity, and the relations that follow from them.
pub(super) fn read(spec: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut owners = Vec::new();
    if let Some(field) = spec.get("owner") {
        owners.extend(owner(field, &entity.namespace, reader));
    }
    if let Some(field) = spec.get("additionalOwners") {
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            let owner = reader.reference(item, &pointer, Some("group"), &entity.namespace);
            owners.extend(owner.map(|owner| (owner, pointer)));
        }
    }
    let mut seen = HashSet::new();
    for (reference, origin) in owners {
        let target = &reference.target;
        if !seen.insert(target.clone()) {
            continue;
        }
        match entity.owner {
            None => entity.owner = Some(target.clone()),
            Some(_) => entity.additional_owners.push(target.clone()),
        }
        let reference = Reference::new(reference.target, reference.spelling);
        entity.relations.push(reference.relation(RelationType::OwnedBy, origin));
    }
}

/// The declared owner; of a list, every item.
fn owner(field: &Field<'_>, namespace: &str, reader: &mut Reader<'_>) -> Vec<(Reference, String)> {
    // What is missing is said elsewhere.
    if field.value.is_null() || field.value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Vec::new();
    }
    let items = match field.value {
        Value::Array(items) => {
            let several = items.len() > 1;
            let code = if several { &codes::SEVERAL_OWNERS } else { &codes::WRONG_TYPE };
            let message = match several {
                true => "the owner is a list; the first is the owner, the others are additional owners",
                false => "the owner is a list; its item is taken",
            };
            let help = if several { "write the others as `additionalOwners:`" } else { "write the item alone" };
            reader.value_problem(code, &field.pointer, message.to_owned(), help);
            reader.items(field.value, &field.pointer)
        }
        one => vec![(field.pointer.clone(), one)],
    };
    let mut owners = Vec::new();
    for (pointer, item) in items {
        let owner = reader.reference(item, &pointer, Some("group"), namespace);
        owners.extend(owner.map(|owner| (owner, pointer)));
    }
    owners
}
