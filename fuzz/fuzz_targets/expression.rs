//! An expression of a rule: it is checked, told where it is wrong, and evaluated on a component.

#![no_main]

use std::sync::LazyLock;

use catalog_schema::companions::{Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode_file};
use catalog_schema::model::Entity;
use libfuzzer_sys::fuzz_target;
use scorecards::{Engine, Facts, read};
use serde_json::json;

/// A component with something in most fields.
static COMPONENT: LazyLock<Option<Entity>> = LazyLock::new(|| {
    let companions = Companions::new();
    let file = DescriptorFile { path: "sextant.yaml", repository: "", companions: &companions };
    let bytes = include_bytes!("../corpus/native/component.yaml");
    let decoded = decode_file(&file, bytes, &DecodeOptions::default());
    decoded.documents.into_iter().find_map(|document| match document.outcome {
        DocumentOutcome::Entity(entity) => Some(*entity),
        _ => None,
    })
});

fuzz_target!(|text: &str| {
    let descriptor = json!({
        "apiVersion": "sextant.dev/v1",
        "kind": "Scorecard",
        "metadata": {"name": "tried"},
        "spec": {"rules": [{"id": "tried", "title": "Tried", "expression": text, "failMessage": text}]},
    });
    let Some(definition) = read(&descriptor).definition else { return };
    let (engine, errors) = Engine::new(vec![definition]);
    for error in &errors {
        assert!(!error.error.to_string().is_empty());
    }
    let component = COMPONENT.as_ref().expect("the seed is a component");
    let results = engine.evaluate(&Facts::of(component));
    assert_eq!(results.len(), 1, "{results:?}");
});
