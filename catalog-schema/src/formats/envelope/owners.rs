//! Who answers for it.

use crate::formats::read::{Fields, Owners, Reader};
use crate::model::Entity;

/// Reads `owner` and `additionalOwners` into the entity, and the relations that follow from them.
pub(super) fn read(spec: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut owners = Owners::default();
    if let Some(field) = spec.get("owner") {
        owners = reader.owners(field.value, &field.pointer, &entity.namespace);
    }
    if let Some(field) = spec.get("additionalOwners") {
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            reader.owner(item, &pointer, &entity.namespace, &mut owners);
        }
    }
    owners.own(entity);
}
