//! Soundcheck's checks and tracks as scorecards.

use scorecards::convert::{Converted, Product, convert, product_of};
use serde_json::{Value, json};

fn soundcheck(documents: &[Value]) -> Vec<Converted> {
    assert_eq!(product_of(documents), Some(Product::Soundcheck));
    convert(documents, Product::Soundcheck)
}

fn said(rule: &Value) -> Result<String, String> {
    let converted = soundcheck(&[json!([{"id": "it", "rule": rule}])]).remove(0);
    match converted.document.pointer("/spec/rules/0/expression") {
        Some(expression) => Ok(expression.as_str().unwrap().to_owned()),
        None => Err(converted.left_out[0].reason.clone()),
    }
}

fn of_entity(path: &str, operator: &str, value: impl Into<Value>) -> Value {
    let value: Value = value.into();
    json!({"factRef": "catalog:default/entity_descriptor", "path": path, "operator": operator, "value": value})
}

#[test]
fn comparisons_say_the_same() {
    let cases = [
        (of_entity("$.spec.lifecycle", "equal", json!("production")), r#"entity.lifecycle == "production""#),
        (of_entity("$.spec.type", "in", json!(["service", "job"])), r#"entity.type in ["service", "job"]"#),
        (of_entity("$.metadata.description", "notEqual", json!(null)), "entity.description != null"),
        (
            of_entity("$.metadata.annotations['pagerduty.com/service-id']", "exists", json!(null)),
            r#""pagerduty.com/service-id" in entity.annotations"#,
        ),
        (
            of_entity("$.metadata.labels[\"tier\"]", "notEqual", json!("4")),
            r#"!("tier" in entity.labels) || entity.labels["tier"] != "4""#,
        ),
        (of_entity("$.metadata.tags", "contains", json!("pci")), r#""pci" in entity.tags"#),
        (of_entity("$.metadata.links", "hasLength:greaterThan", json!(1)), "size(entity.links) > 1"),
        (
            of_entity("$.metadata.title", "doesNotMatch", json!("^tmp")),
            r#"!(entity.title != null) || !entity.title.matches("^tmp")"#,
        ),
        (
            json!({"any": [of_entity("$.spec.owner", "isNotNull", json!(null)),
                           {"not": of_entity("$.kind", "equal", json!("Component"))}]}),
            r#"(owner.ref != null) || (!(entity.kind == "Component"))"#,
        ),
    ];
    for (rule, cel) in cases {
        assert_eq!(said(&rule).as_deref(), Ok(cel), "{rule}");
    }
}

#[test]
fn what_cannot_be_said_has_its_reason() {
    let scm =
        json!({"factRef": "scm:default/branch_protections", "path": "$.main", "operator": "equal", "value": true});
    let mut deep = of_entity("$.kind", "equal", json!("API"));
    for _ in 0..50 {
        deep = json!({"not": deep});
    }
    let cases = [
        (scm, "what scm:default/branch_protections collects is no fact here"),
        (of_entity("$.spec.replicas", "equal", json!(1)), "$.spec.replicas of a descriptor is no fact here"),
        (of_entity("$..name", "equal", json!(1)), "is not understood"),
        (of_entity("$.kind", "isUrl", json!(null)), "isUrl of entity.kind is not known"),
        (deep, "nested too deeply"),
        (json!({}), "is not understood"),
    ];
    for (rule, reason) in cases {
        let refused = said(&rule).unwrap_err();
        assert!(refused.contains(reason), "{rule}: {refused}");
    }
}

#[test]
fn a_track_is_a_scorecard_of_levels_and_other_checks_are_one_of_points() {
    let documented = of_entity("$.metadata.description", "exists", json!(null));
    let checks = json!([
        {"id": "described", "rule": documented, "passedMessage": "It is.", "failedMessage": "It is not {yet}"},
        {"id": "loose", "name": "Stands alone", "rule": of_entity("$.spec.owner", "exists", json!(null))},
        {"id": "protected", "rule": {"factRef": "scm:default/x", "path": "$", "operator": "equal", "value": true}},
    ]);
    let track = json!({
        "id": "basic", "name": "Basics", "ownerEntityRef": "group:default/platform",
        "filter": {"catalog": [{"kind": ["Component"], "spec.lifecycle": "production", "metadata.name": "x"}]},
        "levels": [
            {"ordinal": 2, "name": "Silver", "checks": ["protected", {"id": "missing", "name": "Is missing"}]},
            {"ordinal": 1, "name": "Bronze", "badge": {"variant": "medal"},
             "checks": [{"id": "described", "name": "Is described", "description": "Describe it."}]},
        ],
    });
    let converted = soundcheck(&[json!({"checks": checks}), track]);
    let [basics, loose] = &converted[..] else { panic!("two scorecards") };
    assert_eq!(
        basics.document["spec"],
        json!({
            "owner": "group:default/platform",
            "appliesTo": {"kinds": ["Component"], "lifecycles": ["production"]},
            "levels": [{"name": "bronze", "title": "Bronze"}, {"name": "silver", "title": "Silver"}],
            "rules": [{"id": "described", "title": "Is described", "level": "bronze", "weight": 1,
                       "expression": "entity.description != null", "passMessage": "It is.",
                       "failMessage": "It is not (yet).", "fix": "Describe it."}],
        })
    );
    let lost: Vec<&str> = basics.left_out.iter().map(|left_out| left_out.part.as_str()).collect();
    assert_eq!(lost, ["filter.metadata.name", "badge of the level Bronze", "protected", "Is missing"]);
    assert_eq!((loose.name(), loose.rules, loose.left_out.len()), ("checks", 1, 0));
}
