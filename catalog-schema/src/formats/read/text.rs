//! Text and lists.

use serde_json::{Map, Value};

use super::reader::{Reader, child, field, type_name};
use crate::companions::is_placeholder;
use crate::diagnostic::codes;
use crate::formats::rewrite::Rewrite;

impl Reader<'_> {
    /// The value as text. A number or a boolean is taken as written, a list of one as its item; blank text is none.
    pub(crate) fn text(&mut self, value: &Value, pointer: &str) -> Option<String> {
        match value {
            Value::String(text) if text.trim().is_empty() => {
                self.empty(pointer);
                None
            }
            Value::String(text) => Some(text.clone()),
            Value::Null => {
                self.empty(pointer);
                None
            }
            Value::Number(_) | Value::Bool(_) => {
                let text = self.document.written(pointer).unwrap_or_else(|| value.to_string());
                self.mendable(
                    &codes::WRONG_TYPE,
                    pointer,
                    format!("{} is {}; it is read as the text \"{text}\"", field(pointer), type_name(value)),
                    &format!("write it as text: \"{text}\""),
                    Rewrite::Quoted { pointer: pointer.to_owned() },
                );
                Some(text)
            }
            Value::Array(items) if items.len() == 1 && !items[0].is_array() => {
                let message = format!("{} is a list of one; its item is taken", field(pointer));
                self.value_problem(&codes::WRONG_TYPE, pointer, message, "write the item alone");
                self.text(&items[0], &child(pointer, "0"))
            }
            Value::Array(_) | Value::Object(_) => {
                self.not_understood(value, pointer, "text");
                None
            }
        }
    }

    /// The value as text, if it is text; a placeholder such as `{$text: ./file}` is not, and goes without a word.
    pub(crate) fn text_or_placeholder<'v>(&mut self, value: &'v Value, pointer: &str) -> Option<Placeholder<'v>> {
        match value {
            Value::Object(map) => match placeholder(map) {
                Some(target) => Some(Placeholder::Reference(target)),
                None => {
                    let unknown =
                        map.keys().next().filter(|key| map.len() == 1 && key.starts_with('$') && *key != "$ref");
                    let (message, help) = match unknown {
                        Some(key) => {
                            let message = format!("`{key}` in {} is no placeholder that is known", field(pointer));
                            (message, "write `$text:` with the path of a file beside this one")
                        }
                        None => {
                            let message = format!("{} is a map; it is kept as JSON text", field(pointer));
                            (message, "write it as a block of text, after `|`")
                        }
                    };
                    self.value_problem(&codes::WRONG_TYPE, pointer, message, help);
                    Some(Placeholder::Text(value.to_string()))
                }
            },
            other => self.text(other, pointer).map(Placeholder::Text),
        }
    }

    /// The value as a list of pointers and values. One value is a list of one; nulls are left out.
    pub(crate) fn items<'v>(&mut self, value: &'v Value, pointer: &str) -> Vec<(String, &'v Value)> {
        match value {
            Value::Null => {
                self.empty(pointer);
                Vec::new()
            }
            Value::Array(items) => {
                let all = items.iter().enumerate().map(|(n, item)| (child(pointer, &n.to_string()), item));
                let (nulls, items): (Vec<_>, Vec<_>) = all.partition(|(_, item)| item.is_null());
                for (pointer, _) in nulls {
                    self.empty(&pointer);
                }
                items
            }
            Value::Object(map) if map.is_empty() => {
                self.empty(pointer);
                Vec::new()
            }
            Value::String(text) if text.trim().is_empty() => {
                self.empty(pointer);
                Vec::new()
            }
            one => {
                let message = format!("{} is {}; it is read as a list of one", field(pointer), type_name(one));
                let listed = Rewrite::Listed { pointer: pointer.to_owned(), value: one.clone() };
                let rewrite = one.is_string().then_some(listed);
                self.mendable(&codes::WRONG_TYPE, pointer, message, "write it as a list: [ … ]", rewrite);
                vec![(pointer.to_owned(), one)]
            }
        }
    }

    /// The value as a map, or nothing.
    pub(crate) fn map<'v>(&mut self, value: &'v Value, pointer: &str) -> Option<&'v Map<String, Value>> {
        match value {
            Value::Object(map) => Some(map),
            Value::Null => {
                self.empty(pointer);
                None
            }
            other => {
                self.not_understood(other, pointer, "a map");
                None
            }
        }
    }

    /// Reports that a field is of a type that cannot be understood.
    pub(crate) fn not_understood(&mut self, value: &Value, pointer: &str, expected: &str) {
        let message = format!("{} is {}, not {expected}; it is left out", field(pointer), type_name(value));
        self.value_problem(&codes::WRONG_TYPE, pointer, message, &format!("write {expected}"));
    }

    /// Mentions that a field is there but says nothing.
    pub(crate) fn empty(&mut self, pointer: &str) {
        if self.mentions_empty && !self.has_told(pointer) {
            let message = format!("{} is empty; it is read as absent", field(pointer));
            self.key_problem(&codes::EMPTY_VALUE, pointer, message, "fill it, or remove it");
        }
    }
}

/// Text, or what a placeholder leads to.
pub(crate) enum Placeholder<'v> {
    Text(String),
    Reference(&'v str),
}

/// What `{$text: target}`, and its like, leads to.
fn placeholder(map: &Map<String, Value>) -> Option<&str> {
    let (key, value) = map.iter().next().filter(|_| map.len() == 1)?;
    is_placeholder(key).then(|| value.as_str())?
}
