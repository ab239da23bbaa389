//! Description, labels, annotations and tags.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::codes;
use crate::fields::{is_label_key, is_label_value, is_tag};
use crate::formats::read::{Field, Fields, Reader, child, field};
use crate::formats::rewrite::{Rewrite, flow_list};

/// The description; an empty one is none, and nothing to speak of.
pub(super) fn description(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let field = metadata.get("description").filter(|field| field.value != "")?;
    reader.text(field.value, &field.pointer)
}

/// The labels, the doubtful ones too.
pub(super) fn labels(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let Some(field) = metadata.get("labels") else { return BTreeMap::new() };
    let labels = reader.text_map(field.value, &field.pointer);
    report_keys(field, &labels, reader);
    for (key, value) in &labels {
        if !is_label_value(value) {
            reader.value_problem(
                &codes::INVALID_LABEL,
                &child(&field.pointer, key),
                format!("\"{value}\" is not a valid label value; it is kept as it is"),
                "use up to 63 letters, digits, `-`, `_` and `.`; other text belongs into an annotation",
            );
        }
    }
    labels
}

/// The annotations, the doubtful ones too.
pub(super) fn annotations(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, String> {
    let Some(field) = metadata.get("annotations") else { return BTreeMap::new() };
    let annotations = reader.text_map(field.value, &field.pointer);
    report_keys(field, &annotations, reader);
    annotations
}

fn report_keys(at: &Field<'_>, map: &BTreeMap<String, String>, reader: &mut Reader<'_>) {
    for key in map.keys().filter(|key| !is_label_key(key)) {
        let pointer = child(&at.pointer, key);
        let message = format!("\"{key}\" is not a valid key of {}; it is kept as it is", field(&at.pointer));
        reader.key_problem(&codes::INVALID_LABEL, &pointer, message, "a key is `name` or `example.com/name`");
    }
}

/// The tags, the doubtful ones too.
pub(super) fn tags(metadata: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let Some(field) = metadata.get("tags") else { return Vec::new() };
    let mut tags = Vec::new();
    for (pointer, item) in tag_items(field, reader) {
        let tag = match &item {
            // `- key: value` was meant as one tag.
            Value::Object(map) if map.len() == 1 => {
                let written = map.iter().map(|(key, value)| format!("{key}:{}", plain(value))).collect::<String>();
                let message = format!("the tag {written} is a map; it is read as text");
                let rewrite = map.iter().next().filter(|(_, value)| !value.is_array() && !value.is_object());
                let rewrite = rewrite.map(|(key, _)| Rewrite::Pair {
                    pointer: pointer.clone(),
                    key: key.clone(),
                    text: written.clone(),
                });
                let help = format!("write \"{written}\" in quotes");
                reader.mendable(&codes::WRONG_TYPE, &pointer, message, &help, rewrite);
                Some(written)
            }
            other => reader.text(other, &pointer),
        };
        let Some(tag) = tag else { continue };
        if !is_tag(&tag) {
            let rule = "up to 63 lower-case letters, digits, `:`, `+`, `#` and single `-`";
            let help = match tag_like(&tag) {
                Some(like) => format!("write {like}; a tag has {rule}"),
                None => format!("use {rule}"),
            };
            let message = format!("\"{tag}\" is not a valid tag; it is kept as it is");
            let lower = tag.to_lowercase();
            let rewrite =
                is_tag(&lower).then(|| Rewrite::Text { pointer: pointer.clone(), old: tag.clone(), new: lower });
            reader.mendable(&codes::INVALID_TAG, &pointer, message, &help, rewrite);
        }
        tags.push(tag);
    }
    tags
}

/// A valid tag that reads like this one.
fn tag_like(tag: &str) -> Option<String> {
    let lower = tag.to_lowercase();
    let words = lower.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '+' | '#')));
    let like = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    is_tag(&like).then_some(like)
}

/// The items of a list of tags, or of text with commas between them.
fn tag_items(at: &Field<'_>, reader: &mut Reader<'_>) -> Vec<(String, Value)> {
    match at.value {
        Value::String(text) if text.contains(',') => {
            let message = format!("{} is text; it is read as a list", field(&at.pointer));
            let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
            let notation = flow_list(&parts);
            let help = format!("write it as a list: {notation}");
            let rewrite = Rewrite::Value { pointer: at.pointer.clone(), notation };
            reader.mendable(&codes::WRONG_TYPE, &at.pointer, message, &help, rewrite);
            parts.into_iter().map(|part| (at.pointer.clone(), Value::from(part))).collect()
        }
        other => {
            let items = reader.items(other, &at.pointer);
            items.into_iter().map(|(pointer, item)| (pointer, item.clone())).collect()
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
