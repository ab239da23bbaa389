//! Conformance of the text-to-value step: what Backstage's parser makes of a file, document by document.

use serde_json::{Value, json};

use super::{Content, read, split};
use crate::limits::Limits;

/// One result per document that is not empty: a map, or nothing where the document is refused.
fn results(text: &str) -> Vec<Option<Value>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let read = |segment| match read(segment, &Limits::local()).1 {
        Content::Empty => None,
        Content::Value(value) => Some(value.is_object().then_some(value)),
        Content::DuplicateKeys | Content::Fault(_) => Some(None),
    };
    split(text.as_bytes()).iter().filter_map(read).collect()
}

/// Numbers as JavaScript compares them.
fn normal(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(normal).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), normal(value))).collect::<Value>(),
        other => other.clone(),
    }
}

#[test]
fn yaml_is_read_as_version_1_2_with_the_core_schema() {
    let text =
        "a: yes\nb: on\nc: true\nd: ~\ne: 010\nf: '010'\ng: 0o10\nh: 1_000\ni: 2020-01-01\nj: 0x1F\nk: 0b1\nl: .inf\n";
    let expected = json!({
        "a": "yes", "b": "on", "c": true, "d": null, "e": 10, "f": "010", "g": 8, "h": "1_000", "i": "2020-01-01",
        "j": 31, "k": "0b1", "l": null,
    });
    assert_eq!(results(text), [Some(expected)]);
    assert_eq!(
        results("base: &b {a: 1}\nobj:\n  <<: *b\n"),
        [Some(json!({"base": {"a": 1}, "obj": {"<<": {"a": 1}}}))]
    );
}

#[test]
fn every_recorded_file_gives_the_recorded_documents() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/vectors/yaml_documents.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: {path} is not there");
        return;
    };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let found: Vec<_> = results(case["yaml"].as_str().unwrap()).iter().map(|r| r.as_ref().map(normal)).collect();
        let expected: Vec<_> = match case["results"].as_array() {
            Some(results) => results.iter().map(|result| result.get("entity").map(normal)).collect(),
            // Backstage's parser throws here, and loses the file; only the document is lost here.
            None => vec![None],
        };
        assert_eq!(found, expected, "{}", case["case"]);
    }
}
