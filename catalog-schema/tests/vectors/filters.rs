//! The filter grammar, which reads what Backstage's reads and more.

use catalog_schema::filter::{Filter, Test};
use serde_json::Value;

use crate::cases::shared;

#[test]
fn filters_of_backstage_mean_the_same() {
    let Some(path) = shared("vectors/filter_string_parse.json") else { return };
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let input = case["input"].as_str().unwrap();
        let parsed = input.parse::<Filter>();
        // Backstage passes over a condition that is not there, and takes one without a value to ask for the empty text,
        // which no field here can have: either is a slip, and said.
        let slip = |condition: &str| condition.trim().is_empty() || condition.trim().ends_with('=');
        if !input.is_empty() && input.split(',').any(slip) {
            assert!(parsed.is_err(), "{case}");
            continue;
        }
        let Ok(filter) = parsed else {
            assert_eq!(case["ok"], false, "{case}");
            continue;
        };
        assert_eq!(case["ok"], true, "{case}");
        let groups = filter.groups();
        let expected = case["result"].as_array().map(Vec::as_slice).unwrap_or_default();
        assert_eq!(groups.len(), expected.len(), "{case}");
        for (group, expected) in groups.iter().zip(expected) {
            let values: Vec<&str> = group
                .any
                .iter()
                .filter_map(|test| match test {
                    Test::Is(value) => Some(value.as_str()),
                    _ => None,
                })
                .collect();
            assert_eq!(group.key, expected["key"], "{case}");
            let wanted: Vec<&str> =
                expected["values"].as_array().into_iter().flatten().map(|value| value.as_str().unwrap()).collect();
            assert_eq!(values, wanted, "{case}");
            // `kind=api,kind` is any kind here, as both conditions say; Backstage forgets the second.
            assert_eq!(values.is_empty(), group.any == [&Test::Exists], "{case}");
        }
    }
}
