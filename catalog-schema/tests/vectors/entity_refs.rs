//! Parsing and formatting of references.

use catalog_schema::model::{EntityRef, RefParts};
use serde_json::{Value, json};

use crate::cases::cases;

fn parts(parts: &RefParts) -> Value {
    json!({ "kind": parts.kind, "namespace": parts.namespace, "name": parts.name })
}

#[test]
fn text_is_parsed() {
    for case in cases("entity_ref_parse.json") {
        let context = &case["context"];
        let Some(input) = case["input"].as_str() else {
            assert_eq!(case["ok"], false);
            continue;
        };
        let (kind, namespace) = (context["default_kind"].as_str(), context["default_namespace"].as_str());
        match RefParts::parse(input, kind, namespace) {
            Ok(found) => {
                assert_eq!((json!(true), parts(&found)), (case["ok"].clone(), case["result"].clone()), "{case}");
            }
            Err(_) => assert_eq!(case["ok"], false, "{case}"),
        }
    }
}

#[test]
fn parts_written_apart_are_put_together() {
    for case in cases("entity_ref_compound.json") {
        let (input, context) = (&case["input"], &case["context"]);
        let found = RefParts::from_parts(
            input["kind"].as_str(),
            input["namespace"].as_str(),
            input["name"].as_str(),
            context["default_kind"].as_str(),
            context["default_namespace"].as_str(),
        );
        match found {
            Ok(found) => {
                assert_eq!((json!(true), parts(&found)), (case["ok"].clone(), case["result"].clone()), "{case}");
            }
            Err(_) => assert_eq!(case["ok"], false, "{case}"),
        }
    }
}

#[test]
fn the_canonical_form_is_lower_case_and_whole() {
    for case in cases("entity_ref_format.json") {
        let input = &case["input"];
        let part = |key: &str| input[key].as_str().or_else(|| input["metadata"][key].as_str());
        let entity =
            EntityRef::new(part("kind").unwrap(), part("namespace").unwrap_or("default"), part("name").unwrap());
        assert_eq!(entity.as_str(), case["result"].as_str().unwrap());
    }
}
