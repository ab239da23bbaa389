//! The documents of all formats in one.

use serde_json::{Map, Value};

use crate::model::Format;

/// Keeps the document of another format in the spec of a descriptor, under the name of the format. Where something else
/// stands there, under that name with a number. Answers where it stands now, as a JSON pointer.
pub(super) fn keep(descriptor: &mut Value, format: Format, document: Value) -> String {
    if !descriptor.is_object() {
        *descriptor = Value::Object(Map::new());
    }
    let Value::Object(root) = descriptor else { return String::new() };
    let spec = root.entry("spec").or_insert(Value::Null);
    if spec.is_null() {
        *spec = Value::Object(Map::new());
    }
    // The spec of a descriptor is a map; were it not, the root still is one.
    let (part, at) = match spec.is_object() {
        true => (spec.as_object_mut(), "/spec"),
        false => (Some(root), ""),
    };
    let Some(part) = part else { return String::new() };
    let name = format.as_str();
    for number in 1_usize.. {
        let key = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        match part.get(&key) {
            Some(there) if *there != document => {}
            Some(_) => return format!("{at}/{key}"),
            None => {
                let pointer = format!("{at}/{key}");
                part.insert(key, document);
                return pointer;
            }
        }
    }
    String::new()
}
