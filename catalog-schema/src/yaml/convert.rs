//! Text to a JSON value, through `serde_yaml` where it takes more than the common part of YAML.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Number, Value};

use super::fault::{Fault, FaultKind};
use super::plain::plain;

/// A value, and whether a key occurs twice in one of its maps.
#[derive(Debug, PartialEq)]
pub(super) struct Converted {
    pub(super) value: Value,
    pub(super) duplicate_keys: bool,
}

/// Reads one document. Tags are dropped, keys become text, what JSON cannot say (`.inf`, `.nan`) becomes null.
///
/// Aliases are replaced by what they stand for; `nodes` bounds how much that may come to, and is counted as values are
/// built, so that a bomb is noticed before it fills the memory.
pub(super) fn convert(text: &str, nodes: usize) -> Result<Converted, Fault> {
    // Each node but the outermost takes a character.
    let read = if text.len() < nodes { plain(text) } else { None };
    let Some(value) = read else { return convert_whole(text, nodes) };
    let converted = Converted { value, duplicate_keys: false };
    debug_assert_eq!(convert_whole(text, nodes).as_ref(), Ok(&converted), "{text}");
    Ok(converted)
}

/// The same by the reader that knows all of YAML.
pub(super) fn convert_whole(text: &str, nodes: usize) -> Result<Converted, Fault> {
    let state = State { nodes_left: Cell::new(nodes), exhausted: Cell::new(false), duplicate_keys: Cell::new(false) };
    match Node(&state).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => Ok(Converted { value, duplicate_keys: state.duplicate_keys.get() }),
        Err(error) => Err(fault(&error, state.exhausted.get())),
    }
}

/// A short text that is a document of its own, if it is sound.
pub(crate) fn parse(text: &str) -> Option<Value> {
    convert(text, 100_000).ok().filter(|converted| !converted.duplicate_keys).map(|converted| converted.value)
}

/// The parser's error as a fault.
fn fault(error: &serde_yaml::Error, exhausted: bool) -> Fault {
    let (line, column) = error.location().map_or((1, 1), |location| (location.line(), location.column()));
    let words = error.to_string();
    let kind = if exhausted || words.starts_with("repetition limit") {
        FaultKind::TooComplex
    } else if words.starts_with("recursion limit") {
        FaultKind::TooDeep
    } else {
        // The place is said apart; of the parser's words only the first part is about the problem itself.
        let problem = words.split(" at line ").next().unwrap_or(&words);
        let problem = problem.split(" at position ").next().unwrap_or(problem);
        FaultKind::Syntax(problem.split(", while ").next().unwrap_or(problem).to_owned())
    };
    Fault { kind, line, column }
}

/// What all values of a document share while they are built.
struct State {
    nodes_left: Cell<usize>,
    exhausted: Cell<bool>,
    duplicate_keys: Cell<bool>,
}

/// Builds one value.
#[derive(Clone, Copy)]
struct Node<'s>(&'s State);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0.nodes_left.get().checked_sub(1) {
            Some(left) => self.0.nodes_left.set(left),
            None => {
                self.0.exhausted.set(true);
                return Err(D::Error::custom("too many nodes"));
            }
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON readers see such numbers as floating point anyway")]
    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    #[allow(clippy::cast_precision_loss, reason = "JSON readers see such numbers as floating point anyway")]
    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key_seed(self)? {
            let value = entries.next_value_seed(self)?;
            if map.insert(key_text(key), value).is_some() {
                self.0.duplicate_keys.set(true);
            }
        }
        Ok(Value::Object(map))
    }

    /// A tagged node: the tag is dropped, the node stays.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (_, content) = data.variant::<Tag>()?;
        content.newtype_variant_seed(self)
    }
}

/// The name of a tag, which nobody needs.
struct Tag;

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

fn float(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// A key as the text that JSON asks for.
pub(super) fn key_text(key: Value) -> String {
    match key {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(text: &str) -> Value {
        convert(text, 1_000).map_err(|fault| fault.kind).unwrap().value
    }

    #[test]
    fn keys_become_text_and_tags_go() {
        assert_eq!(value("1: a\ntrue: b\n~: c\n? [x]\n: d"), json!({"1": "a", "true": "b", "": "c", "[\"x\"]": "d"}));
        assert_eq!(
            value("a: !foo b\nc: !bar {d: !baz [e]}\nf: !!str 1"),
            json!({"a": "b", "c": {"d": ["e"]}, "f": "1"})
        );
    }

    #[test]
    fn numbers_beyond_json_are_kept_as_far_as_can_be() {
        assert_eq!(value("[.inf, -.inf, .nan, 1.5]"), json!([null, null, null, 1.5]));
        assert_eq!(value("[18446744073709551615, 36893488147419103232]"), json!([u64::MAX, 36893488147419103232.0]));
    }

    #[test]
    fn an_alias_bomb_is_noticed_before_it_goes_off() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let aliases = vec![format!("*a{}", n - 1); 10].join(", ");
            bomb.push_str(&format!("a{n}: &a{n} [{aliases}]\n"));
        }
        assert_eq!(convert(&bomb, 100_000).err().map(|fault| fault.kind), Some(FaultKind::TooComplex));
        assert_eq!(convert("a: &a [*a]", 1_000).err().map(|fault| fault.kind), Some(FaultKind::TooDeep));
    }
}
