//! The formats of fields that every entity has.

use serde_json::{Map, Value};

use super::verdict::Refusal;
use crate::fields::{
    is_api_version, is_kind, is_label_key, is_label_value, is_name, is_namespace, is_not_blank, is_tag, is_url,
};

/// The first field that is not of its format, or nothing.
pub(super) fn refuse(entity: &Value) -> Result<(), Refusal> {
    field(entity, "/apiVersion", is_api_version, "an apiVersion such as backstage.io/v1alpha1")?;
    field(entity, "/kind", is_kind, "1 to 63 letters and digits, a letter first")?;
    field(entity, "/metadata/name", is_name, "1 to 63 letters, digits, `-`, `_` and `.`")?;
    field(entity, "/metadata/namespace", is_namespace, "1 to 63 lower-case letters, digits and `-`")?;
    for (key, value) in map(entity, "/metadata/labels") {
        let pointer = format!("/metadata/labels/{}", escape(key));
        require(is_label_key(key), &pointer, key, "a key such as example.com/name")?;
        let value = value.as_str().unwrap_or_default();
        require(is_label_value(value), &pointer, value, "up to 63 letters, digits, `-`, `_` and `.`")?;
    }
    for (key, _) in map(entity, "/metadata/annotations") {
        let pointer = format!("/metadata/annotations/{}", escape(key));
        require(is_label_key(key), &pointer, key, "a key such as example.com/name")?;
    }
    for (number, _) in list(entity, "/metadata/tags").iter().enumerate() {
        let what = "1 to 63 lower-case letters, digits, `:`, `+`, `#` and single `-`";
        field(entity, &format!("/metadata/tags/{number}"), is_tag, what)?;
    }
    for (number, _) in list(entity, "/metadata/links").iter().enumerate() {
        let link = format!("/metadata/links/{number}");
        field(entity, &format!("{link}/url"), is_url, "an address such as https://example.com")?;
        field(entity, &format!("{link}/title"), is_not_blank, "text that is not blank")?;
        field(entity, &format!("{link}/icon"), is_not_blank, "text that is not blank")?;
    }
    Ok(())
}

/// Checks a text field, if it is there.
fn field(entity: &Value, pointer: &str, is_valid: fn(&str) -> bool, what: &str) -> Result<(), Refusal> {
    match entity.pointer(pointer).and_then(Value::as_str) {
        Some(text) => require(is_valid(text), pointer, text, what),
        None => Ok(()),
    }
}

fn require(valid: bool, pointer: &str, found: &str, what: &str) -> Result<(), Refusal> {
    if valid { Ok(()) } else { Err(Refusal::at(pointer, format!("must be {what}, not \"{found}\""))) }
}

fn map<'v>(entity: &'v Value, pointer: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    entity.pointer(pointer).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn list<'v>(entity: &'v Value, pointer: &str) -> &'v [Value] {
    entity.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
