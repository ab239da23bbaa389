//! What the tests of every format are made of.

use std::path::Path;

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::fields::{is_kind, is_name};
use catalog_schema::model::Entity;
use proptest::prelude::*;
use serde_json::{Map, Value};

/// The file with this text.
pub(crate) fn read(path: &str, text: &str) -> DecodedFile {
    decode(path, text.as_bytes(), &DecodeOptions::default())
}

/// The only entity of a file.
pub(crate) fn entity(decoded: &DecodedFile) -> &Entity {
    match &decoded.documents[..] {
        [one] => match &one.outcome {
            DocumentOutcome::Entity(entity) => entity,
            other => panic!("no entity but {other:?}: {:#?}", decoded.diagnostics),
        },
        several => panic!("{} documents", several.len()),
    }
}

/// Reads a file of one entity. `expected` has some of the entity's fields as they are on the wire; null is a field that
/// is not there. What the file is told stands in it, as a comment `#! code code` on the line that it is about.
pub(crate) fn check(path: &str, text: &str, expected: &Value) {
    let decoded = read(path, text);
    assert_eq!(told(&decoded), announced(text), "{:#?}", decoded.diagnostics);
    let mut found = serde_json::to_value(entity(&decoded)).unwrap();
    // How references are written has tests of its own.
    for relation in found.get_mut("relations").and_then(Value::as_array_mut).into_iter().flatten() {
        relation.as_object_mut().unwrap().shift_remove("spelling");
    }
    for (field, expected) in expected.as_object().unwrap() {
        let found = found.get(field).unwrap_or(&Value::Null);
        assert_eq!(found, expected, "{field} is {}", serde_json::to_string_pretty(found).unwrap());
    }
}

/// Line and code of every diagnostic.
pub(crate) fn told(decoded: &DecodedFile) -> Vec<(u32, String)> {
    let mut told: Vec<_> =
        decoded.diagnostics.iter().map(|told| (told.line.unwrap(), told.code.clone().into_owned())).collect();
    told.sort();
    told
}

fn announced(text: &str) -> Vec<(u32, String)> {
    let marked = (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once("#! ")?.1)));
    let mut announced: Vec<_> =
        marked.flat_map(|(line, codes)| codes.split(' ').map(move |code| (line, code.to_owned()))).collect();
    announced.sort();
    announced
}

/// The text of a reference example, if the reference lies beside the repository.
pub(crate) fn example(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/examples").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}

/// Any JSON value: of every type, a few levels deep, with some of these texts in it.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[ -~äöü日💥]{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["", "group", "https://a.example", "tier:9", "a/b", "x:y", "<<", "~", "yes"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let keys = prop::sample::select(KEYS.to_vec());
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keys, inner), 0..4)
                .prop_map(|entries| entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Value>()),
        ]
    })
}

/// Keys that formats look for below their own.
const KEYS: &[&str] = &[
    "name",
    "type",
    "tag",
    "url",
    "key",
    "value",
    "alias",
    "email",
    "channel",
    "id",
    "provider",
    "kind",
    "metadata",
    "members",
    "groups",
    "channels",
    "embeds",
    "github",
    "repository",
    "path",
    "category",
    "notes",
    "ref",
    "jira",
];

/// A map with any values under these keys; some keys are left out.
pub(crate) fn any_map(keys: &'static [&'static str]) -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((prop::sample::select(keys), any_value()), 0..12)
        .prop_map(|entries| entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Whatever the document says, an entity of it has a valid name and kind, and a broken one is told why.
pub(crate) fn is_sound(path: &str, document: &Value) {
    let decoded = read(path, &document.to_string());
    for document in &decoded.documents {
        match &document.outcome {
            DocumentOutcome::Entity(entity) => {
                assert!(is_name(&entity.name) && is_kind(&entity.kind), "{entity:?}");
                assert_eq!(entity.descriptor["metadata"]["name"], entity.name.as_str());
            }
            DocumentOutcome::Broken => assert!(!decoded.diagnostics.is_empty()),
            _ => {}
        }
    }
}
