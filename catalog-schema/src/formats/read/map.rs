//! Maps of text to text: labels and annotations.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reader::{Reader, child, field, type_name};
use crate::diagnostic::codes;

impl Reader<'_> {
    /// The value as a map of text to text. A list of maps, or of `key: value` texts, is understood; nulls are left out.
    pub(crate) fn text_map(&mut self, value: &Value, pointer: &str) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let pointer = child(pointer, key);
                    if let Some(text) = self.map_value(value, &pointer) {
                        texts.insert(key.clone(), text);
                    }
                }
            }
            Value::Null => self.empty(pointer),
            Value::Array(items) => {
                let message = format!("{} is a list; it is read as a map", field(pointer));
                self.value_problem(&codes::WRONG_TYPE, pointer, message, "write `key: value` without the dashes");
                for (number, item) in items.iter().enumerate() {
                    let pointer = child(pointer, &number.to_string());
                    match item {
                        Value::Object(_) => texts.extend(self.text_map(item, &pointer)),
                        Value::String(text) => {
                            let pair = text.split_once('=').or_else(|| text.split_once(':')).unwrap_or((text, ""));
                            texts.insert(pair.0.trim().to_owned(), pair.1.trim().to_owned());
                        }
                        other => self.not_understood(other, &pointer, "`key: value`"),
                    }
                }
            }
            other => self.not_understood(other, pointer, "a map"),
        }
        texts
    }

    /// One value of such a map, which may be empty text.
    fn map_value(&mut self, value: &Value, pointer: &str) -> Option<String> {
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Array(_) | Value::Object(_) => {
                let message = format!("{} is {}; it is kept as JSON text", field(pointer), type_name(value));
                self.value_problem(&codes::WRONG_TYPE, pointer, message, "write it as text");
                Some(value.to_string())
            }
            other => self.text(other, pointer),
        }
    }
}
