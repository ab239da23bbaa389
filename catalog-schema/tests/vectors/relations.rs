//! Relations that follow from a spec.

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::diagnostic::Severity;
use catalog_schema::formats::backstage::strict;
use catalog_schema::model::Entity;
use serde_json::{Value, json};

use crate::cases::cases;

fn decoded(case: &Value) -> (String, DecodedFile) {
    let text = serde_json::to_string_pretty(&case["entity"]).unwrap();
    let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
    (text, decoded)
}

fn entity(decoded: &DecodedFile) -> &Entity {
    let DocumentOutcome::Entity(entity) = &decoded.documents[0].outcome else { panic!("{decoded:#?}") };
    entity
}

/// Both directions of every relation, as Backstage emits them.
fn pairs(entity: &Entity) -> Value {
    let this = entity.entity_ref();
    let mut all = Vec::new();
    for relation in &entity.relations {
        let (forward, inverse) = (&relation.relation_type, relation.relation_type.inverse());
        all.push(json!({ "source": this, "type": forward, "target": relation.target }));
        all.push(json!({ "source": relation.target, "type": inverse, "target": this }));
    }
    all.into()
}

#[test]
fn relations_are_backstages_in_its_order() {
    for case in cases("relations.json") {
        let (_, decoded) = decoded(&case);
        let kinder = case.get("error").is_some() || case["relations"] == json!([]);
        if !kinder {
            assert_eq!(pairs(entity(&decoded)), case["relations"], "{case}");
            assert!(decoded.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Warning), "{case}");
        }
    }
}

/// Kinder than Backstage: a dependency without a kind is taken for a component, instead of losing the whole entity.
#[test]
fn a_dependency_without_a_kind_is_a_component() {
    let mut seen = 0;
    for case in cases("relations.json").iter().filter(|case| case.get("error").is_some()) {
        seen += 1;
        let (text, decoded) = decoded(case);
        let targets: Vec<_> = entity(&decoded).relations.iter().map(|relation| relation.target.as_str()).collect();
        assert!(targets.contains(&"component:default/r"), "{case}");
        assert_eq!(decoded.diagnostics[0].code, "reference-without-kind");
        let strict = strict("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
        assert_eq!(strict[0].code, "backstage-invalid", "Backstage refuses it");
    }
    assert!(seen > 0);
}

/// Kinder than Backstage: a kind in lower case is the known one, and templates have owners without an extension.
#[test]
fn what_backstage_does_not_recognise_has_its_relations_all_the_same() {
    for case in cases("relations.json").iter().filter(|case| case["relations"] == json!([])) {
        let (text, decoded) = decoded(case);
        let owner = entity(&decoded).owner.as_ref().map(|owner| owner.as_str().to_owned());
        assert_eq!(owner.as_deref(), Some("group:default/o"), "{case}");
        let strict = strict("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
        assert_eq!(strict[0].code, "backstage-not-recognised", "{case}");
    }
}
