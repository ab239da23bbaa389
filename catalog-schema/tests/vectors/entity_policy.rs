//! The envelope: what Backstage refuses, and that Sextant keeps the entity wherever one can be made.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::formats::backstage::{Verdict, envelope_verdict};
use serde_json::Value;

use crate::cases::cases;

/// The field that the recorded message is about, as a JSON pointer.
fn field_at_fault(error: &str) -> Option<String> {
    if let Some(rest) = error.strip_prefix("Malformed envelope, ") {
        let field = rest.split(" must ").next()?;
        return Some(if field == "<root>" { String::new() } else { field.to_owned() });
    }
    error.strip_prefix("Unknown field ").map(|field| format!("/{field}"))
}

#[test]
fn the_strict_verdict_is_backstages() {
    for case in cases("entity_policy.json") {
        match envelope_verdict(&case["entity"]) {
            Verdict::Valid => assert_eq!(case["valid"], true, "{case}"),
            Verdict::Invalid(refusal) => {
                assert_eq!(case["valid"], false, "{case}");
                if let Some(field) = case["error"].as_str().and_then(field_at_fault) {
                    assert_eq!(refusal.pointer, field, "{case}");
                }
            }
            Verdict::NotRecognized => panic!("{case}"),
        }
    }
}

/// Kinder than Backstage: whatever has a name, and maps where maps must be, is an entity, with a warning at the fault.
#[test]
fn sextant_keeps_every_entity_that_has_a_name() {
    let hopeless =
        ["root is a number", "missing metadata", "metadata number", "missing name", "spec number", "spec array"];
    for case in cases("entity_policy.json") {
        let text = serde_json::to_string_pretty(&case["entity"]).unwrap();
        let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
        let name = case["case"].as_str().unwrap();
        let entity = match &decoded.documents[0].outcome {
            DocumentOutcome::Entity(entity) => Some(entity),
            _ => None,
        };
        assert_eq!(entity.is_none(), hopeless.contains(&name), "{name}: {decoded:#?}");
        if let (Some(entity), Some(namespace)) = (entity, case["namespace_after"].as_str()) {
            assert_eq!(entity.namespace, namespace);
        }
        if case["valid"] == true {
            assert_eq!(decoded.diagnostics, [], "{name}");
        } else if !harmless(name) {
            assert!(!decoded.diagnostics.is_empty(), "{name} says nothing");
        }
    }
}

/// What Backstage refuses and Sextant finds nothing wrong with.
fn harmless(case: &str) -> bool {
    // The catalog writes these itself and does not look at what a file says of them; an apiVersion may be left out, and
    // one that belongs to nobody is no descriptor's.
    ["uid number", "uid empty", "etag empty", "missing apiVersion"].contains(&case)
}

#[test]
fn a_missing_namespace_is_the_sources_default() {
    let options = DecodeOptions { default_namespace: "payments".to_owned(), ..DecodeOptions::default() };
    let decoded = decode("a.yaml", b"kind: Component\nmetadata: {name: a}\nspec: {owner: team}", &options);
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else { panic!("{decoded:?}") };
    assert_eq!(entity.entity_ref().as_str(), "component:payments/a");
    assert_eq!(entity.owner.as_ref().unwrap().as_str(), "group:payments/team");
    assert_eq!(entity.descriptor["metadata"]["namespace"], Value::from("payments"));
}
