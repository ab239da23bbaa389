//! `x-cortex-owners`: teams and people that answer for it, and the channels to reach them.

use serde_json::{Map, Value};

use super::annotations::{SLACK, annotate};
use super::read::text;
use crate::diagnostic::codes;
use crate::formats::foreign::{person, relate, team};
use crate::formats::read::{Field, Fields, Owner, Owners, Reader, Reference, Strangers, child, fold};
use crate::model::{Entity, RelationType};

const KEY: &str = "x-cortex-owners";
const OWNER: &[&str] =
    &["type", "name", "provider", "description", "inheritance", "email", "channel", "notificationsEnabled"];

/// An owner, where it is declared, and what else is said of it.
type Declared = (Reference, String, Map<String, Value>);

/// Teams come before people, so that the owner is a team where there is one.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = info.get(KEY).map(|field| unwrapped(field, reader)) else { return };
    let (mut teams, mut people, mut channels) = (Vec::new(), Vec::new(), Vec::new());
    let mut owners = Owners::default();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = item.as_object() else {
            let Some(name) = reader.text(item, &pointer) else { continue };
            match team(&name, &entity.namespace) {
                Some(Owner::Named(target)) => teams.push((target, pointer, Map::new())),
                Some(_) => reader.nobody(&name, &pointer, &mut owners),
                None => report_nameless(&pointer, "name", reader),
            }
            continue;
        };
        let owner = Fields::read(reader, map, &pointer, OWNER, Strangers::Compared);
        let mut part = |name: &str| text(&owner, name, reader);
        let (kind, name, email, channel) = (part("type"), part("name"), part("email"), part("channel"));
        let kind = kind.as_deref().map(fold).unwrap_or_else(|| implied(&name, &email, &channel).to_owned());
        let (called, list) = match kind.as_str() {
            "group" | "team" => (name, &mut teams),
            "email" | "user" => (email.or(name), &mut people),
            "slack" => {
                match channel.or(name) {
                    Some(channel) => channels.push(channel.trim().to_owned()),
                    None => report_nameless(&pointer, "channel", reader),
                }
                continue;
            }
            other => {
                let message = format!("an owner of the type {other} is not known; it is left out");
                reader.value_problem(&codes::WRONG_TYPE, &pointer, message, "write `type:` group, email or slack");
                continue;
            }
        };
        let is_team = kind == "group" || kind == "team";
        let target = called.as_deref().and_then(|called| {
            if is_team { team(called, &entity.namespace) } else { person(called, &entity.namespace) }
        });
        match target {
            Some(Owner::Named(target)) => list.push((target, pointer, map.clone())),
            Some(_) => reader.nobody(called.as_deref().unwrap_or_default(), &pointer, &mut owners),
            None => report_nameless(&pointer, if is_team { "name" } else { "email" }, reader),
        }
    }
    annotate(entity, SLACK, channels);
    for owner in teams.into_iter().chain(people) {
        own(entity, owner);
    }
    owners.own(entity);
}

/// The list itself, where it stands in a map under the same key once more.
fn unwrapped<'v>(field: &Field<'v>, reader: &mut Reader<'_>) -> Field<'v> {
    let Some(value) = field.value.get(KEY) else { return field.clone() };
    let pointer = child(&field.pointer, KEY);
    let message = format!("`{KEY}` stands in itself; the inner one is read");
    reader.key_problem(&codes::MISPLACED_KEY, &pointer, message, "write its items one step further out");
    Field { pointer, value }
}

/// The type of an owner that has none, from what it has.
fn implied(name: &Option<String>, email: &Option<String>, channel: &Option<String>) -> &'static str {
    match (name, email, channel) {
        (_, Some(_), _) => "email",
        (None, None, Some(_)) => "slack",
        _ => "group",
    }
}

fn report_nameless(pointer: &str, key: &str, reader: &mut Reader<'_>) {
    let message = format!("the owner has no {key}; it is left out");
    reader.value_problem(&codes::INVALID_REFERENCE, pointer, message, &format!("write `{key}:`"));
}

/// What is said of an owner stays with the relation: the provider that knows the team, how ownership is inherited.
fn own(entity: &mut Entity, (reference, origin, mut said): Declared) {
    said.shift_remove("type");
    said.retain(|_, value| !value.is_null());
    if said.get("name").and_then(Value::as_str).is_some_and(|name| name == reference.target.name()) {
        said.shift_remove("name");
    }
    relate(entity, RelationType::OwnedBy, Reference { attributes: said, ..reference }, origin);
}
