//! The formats of single fields.

use catalog_schema::fields;
use serde_json::Value;

use crate::cases::cases;

fn is_valid(field: &str, text: &str) -> bool {
    match field {
        "api_version" => fields::is_api_version(text),
        "kind" => fields::is_kind(text),
        "entity_name" => fields::is_name(text),
        "namespace" => fields::is_namespace(text),
        "label_key" | "annotation_key" => fields::is_label_key(text),
        "label_value" => fields::is_label_value(text),
        "annotation_value" => true,
        "tag" => fields::is_tag(text),
        "dns_label" => fields::is_dns_label(text),
        "dns_subdomain" => fields::is_dns_subdomain(text),
        "non_empty_string" => fields::is_not_blank(text),
        "url" => fields::is_url(text),
        other => panic!("no such field: {other}"),
    }
}

#[test]
fn every_field_is_judged_as_recorded() {
    for case in cases("field_validation.json") {
        let field = case["field"].as_str().unwrap();
        let found = match &case["value"] {
            Value::String(text) => is_valid(field, text),
            Value::Object(repeat) if repeat.contains_key("repeat") => {
                let times = usize::try_from(repeat["times"].as_u64().unwrap()).unwrap();
                is_valid(field, &repeat["repeat"].as_str().unwrap().repeat(times))
            }
            _ => false,
        };
        assert_eq!(found, case["valid"].as_bool().unwrap(), "{case}");
    }
}
