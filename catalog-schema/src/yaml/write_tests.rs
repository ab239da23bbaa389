//! What is written is read back as the same value: by our own reader, and by the rules of YAML 1.1.

use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

use super::{Content, read, split, to_yaml};
use crate::limits::Limits;

/// The value as our own reader has it.
fn ours(text: &str) -> Value {
    let segments = split(text.as_bytes());
    assert_eq!(segments.len(), 1, "{text}");
    match read(&segments[0], &Limits::local()).1 {
        Content::Value(value) => value,
        Content::Empty => Value::Null,
        Content::DuplicateKeys => panic!("duplicate keys: {text}"),
        Content::Fault(fault) => panic!("{fault:?}: {text}"),
    }
}

/// The value by the types of YAML 1.1 (yaml.org/type), from the parser's events.
fn by_1_1(text: &str) -> Value {
    let mut stack: Vec<(Value, Option<String>)> = Vec::new();
    let mut root = None;
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let done = match next.unwrap_or_else(|error| panic!("{error}: {text}")).0 {
            Event::Scalar(value, ScalarStyle::Plain, ..) => resolve_1_1(&value),
            Event::Scalar(value, ..) => Value::String(value.into_owned()),
            Event::SequenceStart(..) => {
                stack.push((json!([]), None));
                continue;
            }
            Event::MappingStart(..) => {
                stack.push((json!({}), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => stack.pop().unwrap().0,
            Event::Alias(_) => panic!("an alias: {text}"),
            _ => continue,
        };
        match stack.last_mut() {
            None => root = Some(done),
            Some((Value::Array(items), _)) => items.push(done),
            Some((Value::Object(map), key)) => match key.take() {
                None => *key = Some(done.as_str().unwrap_or_else(|| panic!("the key {done} is no text")).to_owned()),
                Some(key) => {
                    map.insert(key, done);
                }
            },
            Some(_) => unreachable!(),
        }
    }
    root.unwrap()
}

/// A plain scalar as YAML 1.1 resolves it. What has a meaning there that JSON lacks, such as a time, is no text either.
fn resolve_1_1(text: &str) -> Value {
    let unsigned = text.trim_start_matches(['+', '-']).replace('_', "");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.to_lowercase().as_str() {
        "" | "~" | "null" => return Value::Null,
        "true" | "yes" | "on" | "y" => return json!(true),
        "false" | "no" | "off" | "n" => return json!(false),
        "=" | "<<" | ".inf" | "-.inf" | "+.inf" | ".nan" => return json!({"meaning": text}),
        _ => {}
    }
    if digits(&unsigned) && (unsigned == "0" || !unsigned.starts_with('0')) {
        return serde_json::from_str(text.trim_start_matches('+')).unwrap_or(json!({"meaning": text}));
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((&unsigned, "+0"));
    let signed = exponent.strip_prefix(['+', '-']).is_some_and(digits);
    if mantissa.contains('.') && signed && mantissa.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return text.parse::<f64>().map_or(json!({"meaning": text}), |number| json!(number));
    }
    // Octal, hexadecimal, binary and sexagesimal numbers, and timestamps, all begin with a digit.
    if unsigned.starts_with(|c: char| c.is_ascii_digit()) { json!({"meaning": text}) } else { json!(text) }
}

fn holds(value: &Value) {
    let text = to_yaml(value);
    assert_eq!(ours(&text), *value, "ours: {text}");
    assert_eq!(by_1_1(&text), *value, "1.1: {text}");
    assert!(text.ends_with('\n'));
}

#[test]
fn a_document_reads_as_a_person_would_write_it() {
    let value = json!({
        "apiVersion": "sextant.dev/v1",
        "metadata": {
            "name": "orders",
            "description": "Takes orders.\n\n- one\n- two\n",
            "labels": {"example.com/a": "yes", "b": "1"},
            "tags": ["rust", "lang:go", "2024"],
            "links": [{"url": "https://example.com/#x", "title": "A: b"}],
            "empty": {}, "none": [],
        },
        "spec": {"owner": "group:shop/team", "tier": 1, "lists": [[1, 2], []], "nothing": null},
    });
    insta::assert_snapshot!(to_yaml(&value), @r#"
    apiVersion: sextant.dev/v1
    metadata:
      name: orders
      description: |
        Takes orders.

        - one
        - two
      labels:
        example.com/a: "yes"
        b: "1"
      tags:
        - rust
        - lang:go
        - "2024"
      links:
        - url: https://example.com/#x
          title: "A: b"
      empty: {}
      none: []
    spec:
      owner: group:shop/team
      tier: 1
      lists:
        - - 1
          - 2
        - []
      nothing: null
    "#);
    holds(&value);
}

#[test]
fn text_that_looks_like_something_else_stays_text() {
    let texts = [
        "",
        " ",
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "n",
        "true",
        "False",
        "null",
        "~",
        "010",
        "0o10",
        "0x1F",
        "0b1",
        "1e3",
        "1.5",
        ".5",
        "-1",
        "+1",
        "1_000",
        "190:20:30",
        "2001-12-14",
        "2001-12-14t21:59:43.10-05:00",
        ".inf",
        ".nan",
        "=",
        "<<",
        "-",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a`",
        "[a",
        "{a",
        "]",
        "}",
        ",",
        "'a'",
        "\"a\"",
        "a\\b",
        "a\tb",
        "\ta",
        "a ",
        "---",
        "...",
        "a\nb",
        "a\nb\n",
        "a\nb\n\n\n",
        "\na",
        "a\n",
        "\n",
        "\n\n",
        " a\nb",
        "a\n b\n",
        "a\n \nb",
        "a\r\nb",
        "a\u{85}b\nc",
        "a\u{2028}b",
        "\u{feff}a",
        "a\u{7f}b",
        "ä",
        "日本\n語",
        "💥",
        "a\n---\nb",
        "a\n...\nb\n",
        "a\n\tb",
        "{{ x }}",
        "k: |\n  v\n",
    ];
    for text in texts {
        holds(&json!(text));
        holds(&json!({"key": text, "after": [text, {"in": text, "a": text}, [text]]}));
        holds(&Value::Object(Map::from_iter([(text.to_owned(), json!(1)), ("z".to_owned(), json!(text))])));
    }
}

#[test]
fn numbers_keep_their_value_and_type() {
    let numbers = [
        json!(0),
        json!(-7),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1.0),
        json!(-0.5),
        json!(1e30),
        json!(1.5e-9),
        json!(1e-7),
        json!(f64::MAX),
        json!(f64::MIN_POSITIVE),
    ];
    for number in numbers {
        holds(&json!({"number": number, "list": [number]}));
    }
}

#[test]
fn a_key_too_long_for_its_line_is_still_a_key() {
    holds(&Value::Object(Map::from_iter([("k".repeat(5_000), json!({"a": 1})), ("b".to_owned(), json!("c"))])));
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "[-\\[\\]{},:?|>&*!%#'\"@` \n\ta0.~=<yYnNeE+_é\u{85}\u{2028}\u{feff}\u{7f}\r]{0,12}",
        "([a-z#:-]{0,6}[ \t]?\n){1,4}[a-z]{0,4}",
        any::<String>(),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        texts().prop_map(Value::String),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("JSON has no such number", |number| serde_json::Number::from_f64(number)
            .map(Value::Number)),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::vec((texts(), inner), 0..5)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn every_value_survives(value in values()) {
        holds(&value);
    }
}
