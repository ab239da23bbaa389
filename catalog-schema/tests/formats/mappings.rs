//! Whatever the values under the keys that tell a format: decoding ends, does not panic, and yields valid names.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::fields::{is_kind, is_name, is_namespace};
use catalog_schema::model::Entity;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Decodes a file, holds it to what every file holds to, and gives how many entities it has.
fn entities(path: &str, text: &str) -> usize {
    let decoded = decode(path, text.as_bytes(), &DecodeOptions::default());
    let lines = u32::try_from(text.matches('\n').count() + 1).unwrap();
    let mut entities = 0;
    for (index, unit) in (0..).zip(&decoded.documents) {
        assert_eq!(unit.index, index);
        assert!(1 <= unit.start_line && unit.start_line <= unit.end_line && unit.end_line <= lines, "{unit:?}");
        if let DocumentOutcome::Entity(entity) = &unit.outcome {
            assert!(is_name(&entity.name) && is_namespace(&entity.namespace) && is_kind(&entity.kind), "{entity:?}");
            let json = serde_json::to_string(entity).unwrap();
            let again: Entity = serde_json::from_str(&json).unwrap();
            assert_eq!(again, **entity);
            entities += 1;
        }
    }
    for told in &decoded.diagnostics {
        assert!(told.line.is_some_and(|line| 1 <= line && line <= lines + 1), "{told:?}");
    }
    entities
}

/// Any value, three levels deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[ -~ä~/:]{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["tier_1", "https://example.com", "file://x", "service:a", "owner"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(key(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Keys that formats know, and others.
fn key() -> impl Strategy<Value = String> {
    let known = vec![
        "name",
        "type",
        "url",
        "contact",
        "owner",
        "team",
        "tier",
        "links",
        "dependsOn",
        "depends_on",
        "pagerduty",
        "serviceURL",
        "repositoryURL",
        "projectSlugs",
        "interface",
        "definition",
        "openapi",
        "language",
        "tags",
        "~x",
        "",
    ];
    prop_oneof![prop::sample::select(known).prop_map(str::to_owned), "[ -~]{0,6}"]
}

/// A map of some of these keys with any values.
fn map(keys: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::collection::hash_map(prop::sample::select(keys).prop_map(str::to_owned), value(), 0..6)
        .prop_map(|map| Value::Object(map.into_iter().collect()))
}

const DATADOG: &[&str] =
    &["team", "tier", "lifecycle", "type", "languages", "contacts", "links", "repos", "tags", "integrations", "info"];
const ENTITY: &[&str] = &["displayName", "owner", "additionalOwners", "tags", "contacts", "links", "inheritFrom", "id"];
const SPEC: &[&str] = &["tier", "type", "languages", "dependsOn", "componentOf", "components", "interface"];
const PORT: &[&str] = &["title", "team", "properties", "relations", "icon", "blueprint"];

/// A map with another map's entries on top.
fn with(mut base: Value, top: &Value) -> Value {
    for (key, value) in top.as_object().unwrap() {
        base[key] = value.clone();
    }
    base
}

proptest! {
    #[test]
    fn any_service_definition_with_a_name_is_an_entity(rest in map(DATADOG), name in "[ -~ä]{0,80}[a-z]") {
        let document = with(rest, &json!({"schema-version": "v2.2", "dd-service": name}));
        // A name may look like one to be filled in.
        let expected = usize::from(!name.contains(['{', '$', '<']));
        prop_assert!(entities("service.datadog.yaml", &document.to_string()) >= expected);
    }

    #[test]
    fn any_entity_of_version_3_with_a_name_is_an_entity(metadata in map(ENTITY), spec in map(SPEC), kind in "[a-z-]{1,80}", datadog in value()) {
        let metadata = with(metadata, &json!({"name": "a"}));
        let document = json!({"apiVersion": "v3", "kind": kind, "metadata": metadata, "spec": spec, "datadog": datadog});
        prop_assert_eq!(entities("entity.datadog.yaml", &document.to_string()), 1);
    }

    #[test]
    fn any_entities_of_a_list_stand_for_themselves(items in prop::collection::vec(map(PORT), 1..4), broken in value()) {
        let sound = items.iter().map(|item| with(item.clone(), &json!({"identifier": "a", "blueprint": "service"})));
        let mut list: Vec<Value> = sound.collect();
        prop_assert_eq!(entities("port.yml", &json!(list).to_string()), items.len());
        list.insert(0, broken);
        prop_assert!(entities("port.yml", &json!(list).to_string()) >= items.len());
    }

    #[test]
    fn damaged_lists(damage in prop::collection::vec((any::<prop::sample::Index>(), "[-\\[\\]{},:?|>&*!%#'\" \n\ta0]{0,3}", 0..4_usize), 1..6)) {
        let mut text = "# list\n- identifier: a\n  blueprint: service\n  properties: {tier: 1}\n- identifier: b\n  blueprint: service\n  relations:\n    depends_on: [a]\n".repeat(2);
        for (place, insertion, deletion) in damage {
            let start = place.index(text.len());
            let end = (start + deletion).min(text.len());
            text.replace_range(start..end, &insertion);
        }
        entities("port.yml", &text);
        entities("other.yaml", &text);
    }
}
