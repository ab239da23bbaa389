//! Location references.

use catalog_schema::fields::LocationRef;
use serde_json::json;

use crate::cases::cases;

#[test]
fn locations_are_parsed_and_written() {
    for case in cases("location_ref.json") {
        let input = &case["input"];
        let found =
            match case["op"].as_str() {
                Some("format") => LocationRef::new(input["type"].as_str().unwrap(), input["target"].as_str().unwrap())
                    .map(|location| json!(location.to_string())),
                _ => input.as_str().unwrap_or_default().parse().map(
                    |location: LocationRef| json!({ "type": location.location_type(), "target": location.target() }),
                ),
            };
        match found {
            Ok(found) => assert_eq!((json!(true), found), (case["ok"].clone(), case["result"].clone()), "{case}"),
            Err(_) => assert_eq!(case["ok"], false, "{case}"),
        }
    }
}
