//! The spec of each kind.

use catalog_schema::decode::{DecodeOptions, DocumentOutcome, decode};
use catalog_schema::formats::backstage::{Verdict, verdict};

use crate::cases::cases;

#[test]
fn the_strict_verdict_is_backstages() {
    for case in cases("kind_validation.json") {
        let found = match verdict(&case["entity"]) {
            Verdict::Valid => "valid",
            Verdict::NotRecognized => "not_recognized",
            Verdict::Invalid(refusal) => {
                let error = case["error"].as_str().unwrap_or_default();
                let field = error.split(" must ").next().unwrap().replace("<root>", "");
                assert_eq!(refusal.pointer, field, "{case}");
                "invalid"
            }
        };
        assert_eq!(found, case["outcome"], "{case}");
    }
}

/// Kinder than Backstage: none of these faults costs the entity, and each one that Backstage refuses is spoken of.
#[test]
fn sextant_keeps_every_one_of_them() {
    // A team without children, a person without teams and a location without targets lack nothing here.
    let harmless = ["missing children", "missing memberOf", "missing spec"];
    for case in cases("kind_validation.json") {
        let text = serde_json::to_string_pretty(&case["entity"]).unwrap();
        let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
        assert!(matches!(decoded.documents[0].outcome, DocumentOutcome::Entity(_)), "{case}: {decoded:#?}");
        if case["outcome"] == "invalid" && !harmless.contains(&case["case"].as_str().unwrap()) {
            assert!(!decoded.diagnostics.is_empty(), "{case} says nothing");
        }
    }
}
