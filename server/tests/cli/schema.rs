//! `sextant schema`.

use std::path::Path;

use serde_json::Value;

use crate::{code, sextant, stderr, stdout};

#[test]
fn a_schema_is_printed_and_all_are_listed() {
    let here = Path::new(".");
    let one = sextant(here, &["schema", "compass"]);
    assert_eq!(code(&one), 0);
    let schema: Value = serde_json::from_str(&stdout(&one)).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["ownerId"]["description"].is_string());
    let all = stdout(&sextant(here, &["schema"]));
    for name in ["native", "compass", "cortex", "opslevel", "datadog", "port", "catalog-info.yaml"] {
        assert!(all.contains(name), "{all}");
    }
    let none = sextant(here, &["schema", "nonsense"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("\"nonsense\"") && stderr(&none).contains("native"), "{}", stderr(&none));
}
