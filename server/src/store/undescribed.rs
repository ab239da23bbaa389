//! Reading an entity and passing over its descriptor, which is as large as all the rest. Those of scorecards, of the
//! types of facts and of initiatives are kept: what they define stands there alone.

use std::borrow::Cow;
use std::fmt;

use catalog_schema::model::Entity;
use serde::de::value::UnitDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::Value;

use super::StoreError;

/// The field that is passed over.
const DESCRIPTOR: &str = "descriptor";

/// The kinds whose descriptors are kept.
const DESCRIBED: [&str; 3] = ["Scorecard", "FactType", "Initiative"];

/// Reads an entity as its `Deserialize` does, but for the descriptor, which is null unless the entity defines something.
pub(crate) fn parse_without_descriptor(json: &str) -> Result<Entity, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt { what: "entity", detail: error.to_string() };
    let entity = Entity::deserialize(Undescribed(&mut serde_json::Deserializer::from_str(json))).map_err(corrupt)?;
    if is_described(&entity) { serde_json::from_str(json).map_err(corrupt) } else { Ok(entity) }
}

/// The entity as it is read back: without its descriptor, unless it defines something.
pub(crate) fn without_descriptor(entity: Entity) -> Entity {
    if is_described(&entity) { entity } else { Entity { descriptor: Value::Null, ..entity } }
}

fn is_described(entity: &Entity) -> bool {
    DESCRIBED.iter().any(|kind| entity.kind.eq_ignore_ascii_case(kind))
}

/// A deserializer, or what it hands out, in whose maps the descriptor is nothing.
struct Undescribed<T>(T);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Undescribed<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Undescribed(visitor))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Undescribed<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Fields { map, is_descriptor: false })
    }
}

struct Fields<A> {
    map: A,
    /// The value that comes next is the descriptor.
    is_descriptor: bool,
}

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some(Key(key)) = self.map.next_key()? else { return Ok(None) };
        self.is_descriptor = key == DESCRIPTOR;
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        if !self.is_descriptor {
            return self.map.next_value_seed(seed);
        }
        self.map.next_value::<IgnoredAny>()?;
        seed.deserialize(UnitDeserializer::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_descriptor_is_read() {
        let json = r#"{"format":"backstage","api_version":"v1","kind":"API","namespace":"default","name":"a",
            "title":"A \u00e9","labels":{"descriptor":"kept"},"api":{"spec_type":"openapi","definition":"{\"a\": 1}"},
            "descriptor":{"kind":"API","spec":{"descriptor":[1,{"a":null}]}},"custom_fields":{"b":{"descriptor":2}}}"#;
        let whole: Entity = serde_json::from_str(json).unwrap();
        let without = without_descriptor(whole);
        assert_eq!(without.descriptor, Value::Null);
        assert_eq!(parse_without_descriptor(json).unwrap(), without);
        let scorecard = json.replace(r#""kind":"API""#, r#""kind":"Scorecard""#);
        assert!(scorecard.contains(r#""kind":"Scorecard""#));
        let kept: Entity = serde_json::from_str(&scorecard).unwrap();
        assert_eq!(parse_without_descriptor(&scorecard).unwrap(), kept, "a scorecard is its descriptor");
        assert_eq!(without_descriptor(kept.clone()), kept);
        assert!(parse_without_descriptor("[]").is_err() && parse_without_descriptor(r#"{"descriptor":{}}"#).is_err());
    }
}
