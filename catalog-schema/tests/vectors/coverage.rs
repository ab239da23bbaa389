//! Which of the recorded cases are held, and which are not claimed.

use std::collections::BTreeSet;

use crate::cases::shared;

/// Held by a test.
const HELD: [&str; 13] = [
    "entity_policy.json",
    "entity_ref_compound.json",
    "entity_ref_format.json",
    "entity_ref_parse.json",
    // Here, and over a portal in server/tests/ingest/backstage_examples.rs.
    "examples_expected.json",
    "field_validation.json",
    "filter_string_parse.json",
    "kind_validation.json",
    "location_ref.json",
    // Its annotations are Backstage's own bookkeeping.
    "location_targets.json",
    // In tests/companions.rs.
    "placeholders.json",
    "relations.json",
    // In src/yaml/vectors.rs.
    "yaml_documents.json",
];

/// Of Backstage's HTTP API and its configuration, neither of which the language of the catalog speaks.
const NOT_CLAIMED: [(&str, &str); 8] = [
    ("catalog_api.json", "answers of Backstage's server"),
    ("catalog_rules.json", "which locations may bring which kinds is a source's policy"),
    ("client_requests.json", "what Backstage's client sends"),
    ("fields_projection.json", "`fields=` is Backstage's; answers here come whole"),
    ("filter_params_to_predicate.json", "predicates are Backstage's; a filter is judged as it is written"),
    ("order_and_pagination_params.json", "lists here are paged by key"),
    ("predicate_eval.json", "predicates are Backstage's"),
    ("search_index_rows.json", "the rows of Backstage's search table"),
];

#[test]
fn every_recorded_case_is_held_or_named() {
    let Some(folder) = shared("vectors") else { return };
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    let named: BTreeSet<String> =
        HELD.iter().chain(NOT_CLAIMED.iter().map(|(name, _)| name)).map(|name| (*name).to_owned()).collect();
    assert_eq!(there, named);
    assert!(NOT_CLAIMED.iter().all(|(_, reason)| !reason.is_empty()));
}
