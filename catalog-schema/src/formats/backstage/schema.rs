//! A small language for the shapes that Backstage's schemas demand, and the check of a value against them.

use serde_json::{Map, Value};

use super::verdict::Refusal;

/// What a value must be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Text of at least so many characters. A placeholder such as `{$text: ./file}` counts as text.
    Text(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// Letters, digits and `_`.
    Identifier,
    /// Text or a boolean.
    TextOrBoolean,
    /// A map whose values are text.
    TextMap,
    /// A map with these fields; others are welcome.
    Map(&'static [Property]),
    /// A map with these fields and no others.
    Closed(&'static [Property]),
    /// A list of at least so many items of this shape.
    List(usize, &'static Shape),
    /// A map, or a list of maps.
    MapOrMaps,
}

/// A field of a map.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

/// Text of at least one character.
pub(super) const TEXT: Shape = Shape::Text(1);
/// A list of such text, which may be empty.
pub(super) const TEXTS: Shape = Shape::List(0, &TEXT);

/// A field that must be there.
pub(super) const fn needs(name: &'static str, shape: Shape) -> Property {
    Property { name, shape, required: true }
}

/// A field that may be there.
pub(super) const fn may(name: &'static str, shape: Shape) -> Property {
    Property { name, shape, required: false }
}

/// The first way in which `value` is not of this shape.
pub(super) fn check(value: &Value, shape: &Shape, pointer: &str) -> Result<(), Refusal> {
    let must_be = |what: &str| Err(Refusal::at(pointer, format!("must be {what}")));
    match (shape, value) {
        (Shape::Text(least), Value::String(text)) => match text.chars().count() {
            length if length >= *least => Ok(()),
            _ => must_be("text that is not empty"),
        },
        (Shape::Text(_), Value::Object(map)) if is_placeholder(map) => Ok(()),
        (Shape::Text(_), _) => must_be("text"),
        (Shape::Word(words), Value::String(text)) if words.contains(&text.as_str()) => Ok(()),
        (Shape::Word(words), _) => must_be(&format!("one of {}", words.join(", "))),
        (Shape::Identifier, Value::String(text)) if is_identifier(text) => Ok(()),
        (Shape::Identifier, _) => must_be("a word of letters, digits and `_`"),
        (Shape::TextOrBoolean, Value::String(_) | Value::Bool(_)) => Ok(()),
        (Shape::TextOrBoolean, _) => must_be("text or a boolean"),
        (Shape::TextMap, Value::Object(map)) => {
            map.iter().try_for_each(|(key, value)| check(value, &Shape::Text(0), &step(pointer, key)))
        }
        (Shape::Map(properties), Value::Object(map)) => check_map(map, properties, false, pointer),
        (Shape::Closed(properties), Value::Object(map)) => check_map(map, properties, true, pointer),
        (Shape::MapOrMaps, Value::Object(_)) => Ok(()),
        (Shape::MapOrMaps, Value::Array(items)) if items.iter().all(Value::is_object) => Ok(()),
        (Shape::MapOrMaps, _) => must_be("a map or a list of maps"),
        (Shape::TextMap | Shape::Map(_) | Shape::Closed(_), _) => must_be("a map"),
        (Shape::List(least, item), Value::Array(items)) => {
            if items.len() < *least {
                return must_be("a list that is not empty");
            }
            let mut numbered = items.iter().enumerate();
            numbered.try_for_each(|(number, value)| check(value, item, &format!("{pointer}/{number}")))
        }
        (Shape::List(..), _) => must_be("a list"),
    }
}

/// Required fields first, then foreign ones, then each field by itself.
fn check_map(map: &Map<String, Value>, properties: &[Property], closed: bool, pointer: &str) -> Result<(), Refusal> {
    if let Some(missing) = properties.iter().find(|property| property.required && !map.contains_key(property.name)) {
        return Err(Refusal::at(pointer, format!("must have `{}`", missing.name)));
    }
    let foreign = |key: &&String| !properties.iter().any(|property| property.name == key.as_str());
    if let Some(key) = map.keys().find(foreign).filter(|_| closed) {
        return Err(Refusal::at(pointer, format!("must not have `{key}`")));
    }
    properties.iter().try_for_each(|property| match map.get(property.name) {
        Some(value) => check(value, &property.shape, &step(pointer, property.name)),
        None => Ok(()),
    })
}

fn step(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What Backstage replaces by a file's content before it validates.
fn is_placeholder(map: &Map<String, Value>) -> bool {
    let known = |key: &str| matches!(key, "$text" | "$json" | "$yaml" | "$openapi" | "$asyncapi");
    map.len() == 1 && map.iter().all(|(key, value)| known(key) && value.is_string())
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
