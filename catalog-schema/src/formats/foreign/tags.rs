//! Tags.

use serde_json::Value;

use crate::diagnostic::codes;
use crate::formats::read::{Field, Reader};

/// The tags of a list. Other portals allow more characters in them than the native format does, and so does this.
pub(in crate::formats) fn tags(field: &Field<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let mut tags = Vec::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        match item {
            // `- key: value` was meant as one tag.
            Value::Object(map)
                if map.len() == 1 && map.values().all(|value| !value.is_object() && !value.is_array()) =>
            {
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let tag: String = map.iter().map(|(key, value)| format!("{key}:{}", text(value))).collect();
                let message = format!("the tag {tag} is a map; it is read as text");
                reader.value_problem(&codes::WRONG_TYPE, &pointer, message, &format!("write \"{tag}\" in quotes"));
                tags.push(tag);
            }
            other => tags.extend(reader.text(other, &pointer)),
        }
    }
    tags
}
