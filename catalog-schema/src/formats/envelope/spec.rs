//! The typed fields of a spec.

use std::collections::BTreeMap;

use serde_json::Value;

use super::identity::Identity;
use crate::diagnostic::codes::{self, Code};
use crate::formats::read::{Fields, Placeholder, Reader, child};
use crate::formats::rewrite::Rewrite;
use crate::model::{ApiSpec, Entity, Format, Profile};

/// A field of text.
pub(super) fn text(spec: &Fields<'_>, name: &str, reader: &mut Reader<'_>) -> Option<String> {
    let field = spec.get(name)?;
    reader.text(field.value, &field.pointer)
}

/// Says which expected fields are absent.
pub(super) fn report_missing(
    spec: &Fields<'_>,
    expected: &[&str],
    identity: &Identity,
    at: &str,
    reader: &mut Reader<'_>,
) {
    for name in expected {
        let blank = |value: &Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        // A server of the model context protocol is described by its remotes, not by a contract.
        let elsewhere = *name == "definition" && spec.get("remotes").is_some();
        if elsewhere || spec.get(name).is_some_and(|field| !blank(field.value)) {
            continue;
        }
        let instance = match identity.kind.as_str() {
            "API" => "openapi",
            "Resource" => "database",
            "Group" => "team",
            _ => "service",
        };
        let of_type = format!("write `type:`, for instance {instance}");
        let (code, help): (&'static Code, &str) = match *name {
            "owner" => (&codes::MISSING_OWNER, "write `owner:` with the team that answers for it"),
            "lifecycle" => (&codes::MISSING_LIFECYCLE, "write `lifecycle:`, for instance production"),
            "definition" => (&codes::MISSING_DEFINITION, "write `definition:` with the contract, or `$text: ./file`"),
            _ => (&codes::MISSING_TYPE, &of_type),
        };
        let message = format!("the {} {} has no {name}", identity.kind, identity.name);
        reader.key_problem(code, &format!("{at}/{name}"), message, help);
    }
}

/// Fields that the model has no place for, but whose type is known: looked at so that a fault in them is told.
pub(super) fn look_at_others(spec: &Fields<'_>, reader: &mut Reader<'_>) {
    for name in ["target", "presence"] {
        let _ = text(spec, name, reader);
    }
    let Some(field) = spec.get("targets") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let _ = reader.text(item, &pointer);
    }
}

/// The tier. A Backstage descriptor may mean something else by the word, and is left alone then.
pub(super) fn tier(spec: &Fields<'_>, format: Format, reader: &mut Reader<'_>) -> Option<u8> {
    let field = spec.get("tier").filter(|field| !field.value.is_null())?;
    let (tier, written) = match field.value {
        Value::Number(number) => (number.as_u64(), number.to_string()),
        Value::String(text) => {
            let digits = text.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
            (digits.parse().ok(), text.clone())
        }
        other => (None, other.to_string()),
    };
    let tier = tier.and_then(|tier| u8::try_from(tier).ok()).filter(|tier| matches!(tier, 1..=4));
    match tier {
        None if format == Format::Native => {
            let message = format!("{written} is not a tier; it is left out");
            reader.value_problem(&codes::INVALID_TIER, &field.pointer, message, "write 1 (most critical) to 4");
        }
        Some(tier) if format == Format::Native && !field.value.is_number() => {
            let message = format!("\"{written}\" is read as tier {tier}");
            let help = format!("write `tier: {tier}`");
            let rewrite = Rewrite::Value { pointer: field.pointer.clone(), notation: tier.to_string() };
            reader.mendable(&codes::WRONG_TYPE, &field.pointer, message, &help, rewrite);
        }
        _ => {}
    }
    tier
}

/// How to show a team or a person.
pub(super) fn profile(spec: &Fields<'_>, reader: &mut Reader<'_>) -> Option<Profile> {
    let field = spec.get("profile")?;
    let map = reader.map(field.value, &field.pointer)?;
    let mut text = |key: &str| reader.text(map.get(key)?, &child(&field.pointer, key));
    Some(Profile { display_name: text("displayName"), email: text("email"), picture: text("picture") })
}

/// What an API promises.
pub(super) fn api(spec: &Fields<'_>, entity: &Entity, reader: &mut Reader<'_>) -> Option<ApiSpec> {
    if entity.kind != "API" {
        return None;
    }
    let mut api = ApiSpec { spec_type: entity.entity_type.clone(), definition: None, reference: None };
    if let Some(field) = spec.get("definition").filter(|field| !field.value.is_null()) {
        api.reference = reader.targets.get(&field.pointer).cloned();
        match reader.text_or_placeholder(field.value, &field.pointer) {
            Some(Placeholder::Text(text)) => api.definition = Some(text),
            Some(Placeholder::Reference(target)) => api.reference = Some(target.to_owned()),
            None => {}
        }
    }
    Some(api)
}

/// The organisation's own fields: a map, or a list of `{name, value}`.
pub(super) fn custom_fields(spec: &Fields<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, Value> {
    let Some(field) = spec.get("customFields").filter(|field| !field.value.is_null()) else { return BTreeMap::new() };
    match field.value {
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
        other => {
            let mut fields = BTreeMap::new();
            for (pointer, item) in reader.items(other, &field.pointer) {
                match (item.get("name").and_then(Value::as_str), item.get("value")) {
                    (Some(name), Some(value)) => {
                        fields.insert(name.to_owned(), value.clone());
                    }
                    _ => reader.not_understood(item, &pointer, "`name: value`"),
                }
            }
            fields
        }
    }
}
