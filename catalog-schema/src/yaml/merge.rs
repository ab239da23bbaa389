//! A document as YAML 1.1 has it, for the formats whose readers are that old.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::convert::convert;
use super::scan::{Version, scan};

/// The key whose value is merged into its map.
const MERGE: &str = "<<";

/// The value of a text that was read under limits before; nothing if YAML 1.2 sees the same.
pub(super) fn of_1_1(text: &str) -> Option<Value> {
    let text = scan(text, usize::MAX, Version::V1_1).ok()?;
    if matches!(text, Cow::Borrowed(_)) && !text.contains(MERGE) {
        return None;
    }
    let mut value = convert(&text, usize::MAX).ok()?.value;
    merge(&mut value);
    Some(value)
}

/// Follows the merge keys of a value and of all that is in it. What a map says itself counts more than what is merged, and
/// of several merged maps the first counts most. Nothing is copied, so that the value does not grow.
fn merge(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(merge),
        Value::Object(map) => {
            map.values_mut().for_each(merge);
            let merged = match map.get(MERGE) {
                Some(Value::Object(_)) => map.shift_remove(MERGE),
                Some(Value::Array(items)) if items.iter().all(Value::is_object) => map.shift_remove(MERGE),
                _ => None,
            };
            match merged {
                Some(Value::Array(items)) => items.into_iter().for_each(|item| adopt(map, item)),
                Some(one) => adopt(map, one),
                None => {}
            }
        }
        _ => {}
    }
}

fn adopt(map: &mut Map<String, Value>, merged: Value) {
    if let Value::Object(merged) = merged {
        for (key, value) in merged {
            map.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_are_booleans_and_maps_are_merged() {
        let text = "base: &base {a: 1, b: yes}\nx:\n  <<: *base\n  a: 2\ny: {<<: [*base, {c: 'no'}]}\n";
        let expected = json!({
            "base": {"a": 1, "b": true}, "x": {"a": 2, "b": true}, "y": {"a": 1, "b": true, "c": "no"},
        });
        assert_eq!(of_1_1(text), Some(expected));
        assert_eq!(of_1_1("<<: [1]\n"), Some(json!({"<<": [1]})), "what cannot be merged stays");
        assert_eq!(of_1_1("a: 'yes'\n"), None);
    }

    #[test]
    fn numbers_are_still_those_of_the_core_schema() {
        assert_eq!(of_1_1("a: yes\nb: 010\n"), Some(json!({"a": true, "b": 10})));
    }
}
