//! `x-cortex-team`: who is in a team, and what other products call it.

use super::read::text;
use crate::formats::foreign::{person, relate};
use crate::formats::read::{Fields, Owner, Reader, Reference, Strangers};
use crate::model::{Alias, Entity, Profile, RelationType};

const TEAM: &[&str] = &["members", "groups"];
const MEMBER: &[&str] = &["name", "email", "role", "roles", "description", "notificationsEnabled"];
const GROUP: &[&str] = &["name", "provider"];

/// Reads it where the entity is a team. A member is known by e-mail address, or else by name.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    if entity.kind != "Group" {
        return;
    }
    entity.profile = entity.title.clone().map(|title| Profile { display_name: Some(title), ..Profile::default() });
    let Some(field) = info.get("x-cortex-team") else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    let team = Fields::read(reader, map, &field.pointer, TEAM, Strangers::Compared);
    if let Some(field) = team.get("members") {
        for (pointer, item) in reader.items(field.value, &field.pointer) {
            let Some(map) = reader.map(item, &pointer) else { continue };
            let member = Fields::read(reader, map, &pointer, MEMBER, Strangers::Compared);
            let name = text(&member, "email", reader).or_else(|| text(&member, "name", reader));
            match name.and_then(|name| person(&name, &entity.namespace)) {
                Some(Owner::Named(reference)) => {
                    let said = map.iter().filter(|(_, value)| !value.is_null());
                    let attributes = said.map(|(key, value)| (key.clone(), value.clone())).collect();
                    relate(entity, RelationType::HasMember, Reference { attributes, ..reference }, pointer);
                }
                Some(_) | None => reader.not_understood(item, &pointer, "{name, email}"),
            }
        }
    }
    let Some(field) = team.get("groups") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let group = Fields::read(reader, map, &pointer, GROUP, Strangers::Compared);
        let scheme = text(&group, "provider", reader).map_or_else(|| "cortex".to_owned(), |name| name.to_lowercase());
        if let Some(value) = text(&group, "name", reader) {
            entity.aliases.push(Alias { scheme, value });
        }
    }
}
