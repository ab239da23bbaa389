//! Values as messages show them.

use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelNull, CelOptional, CelString, CelUInt};
use cel::common::value::Val;
use serde_json::{Map, Value};

use super::record::Record;
use super::value::number as number_of;

/// More entries than this are not looked at: a message is a sentence.
const MAX_SHOWN: usize = 50;

/// The value as JSON; fields and keys in their order. What JSON does not have is shown as its type.
pub(crate) fn shown(value: &dyn Val) -> Value {
    if let Some(text) = value.downcast_ref::<CelString<'_>>() {
        text.inner().into()
    } else if let Some(number) = value.downcast_ref::<CelInt>() {
        (*number.inner()).into()
    } else if let Some(truth) = value.downcast_ref::<CelBool>() {
        (*truth.inner()).into()
    } else if value.downcast_ref::<CelNull>().is_some() {
        Value::Null
    } else if let Some(number) = value.downcast_ref::<CelDouble>() {
        number_of(*number.inner())
    } else if let Some(number) = value.downcast_ref::<CelUInt>() {
        (*number.inner()).into()
    } else if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        list.inner().iter().take(MAX_SHOWN).map(|entry| shown(&**entry)).collect()
    } else if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        let mut entries: Vec<(String, &dyn Val)> =
            map.inner().iter().map(|(key, value)| (key_text(key.inner()), &**value)).collect();
        // CEL's maps come in any order.
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let entries = entries.into_iter().take(MAX_SHOWN);
        Value::Object(entries.map(|(key, value)| (key, shown(value))).collect::<Map<_, _>>())
    } else if let Some(record) = value.downcast_ref::<Record>() {
        Value::Object(record.fields().map(|(name, value)| (name.to_owned(), shown(value))).collect::<Map<_, _>>())
    } else if let Some(optional) = value.downcast_ref::<CelOptional<'_>>() {
        optional.option().map_or(Value::Null, shown)
    } else {
        value.get_type().name().into()
    }
}

fn key_text(key: &dyn Val) -> String {
    match shown(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
