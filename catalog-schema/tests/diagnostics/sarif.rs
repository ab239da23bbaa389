//! The SARIF log, against the format's own schema.
//!
//! `fixtures/sarif-2.1.0.schema.json` is the JSON Schema of OASIS, as the crate serde-sarif 0.8.0 carries it.

use catalog_schema::diagnostic::{Diagnostic, Lines, Sarif, codes, examples};
use serde_json::{Value, json};

use crate::read;

const SCHEMA: &str = include_str!("../fixtures/sarif-2.1.0.schema.json");

fn log(diagnostics: &[Diagnostic], text: Option<&str>, portal: Option<&str>) -> Value {
    let mut sarif = Sarif::new(portal);
    let mut log = sarif.open("1.2.3");
    let lines = text.map(Lines::of);
    log.extend(diagnostics.iter().map(|diagnostic| sarif.result(diagnostic, lines.as_ref())));
    log.push_str(sarif.close());
    serde_json::from_str(&log).unwrap()
}

fn assert_valid(log: &Value) {
    let mut schema: Value = serde_json::from_str(SCHEMA).unwrap();
    // The pattern of `language`, which a log need not say, has a bracket too many for a regular expression.
    for definition in ["run", "toolComponent"] {
        schema["definitions"][definition]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<_> = schema.iter_errors(log).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_log_is_valid() {
    assert_valid(&log(&[], None, Some("https://sextant.example.com/")));
    for example in examples::ALL {
        let (examples::Input::File(_, text) | examples::Input::Script(text)) = example.input;
        let decoded = read(text);
        let problems: Vec<_> = decoded.diagnostics.into_iter().chain(decoded.allowed).collect();
        assert_valid(&log(&problems, Some(text), None));
    }
    assert_valid(&log(&[Diagnostic::new(&codes::FILE_UNREADABLE, "a b").in_file("/a b/ä.yaml")], None, None));
}

#[test]
fn a_problem_has_its_place_its_rule_and_its_fix_in_utf_16_units() {
    let text = "kind: Component\nmetadata: {name: a, title: \"🚀\", lables: {a: b}}\nspec: {type: service, lifecycle: x, owner: t}\n";
    let log = log(&read(text).diagnostics, Some(text), None);
    let result = &log["runs"][0]["results"][0];
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&rule["id"], &rule["defaultConfiguration"]["level"]), (&json!("unknown-key"), &json!("warning")));
    let place = &result["locations"][0]["physicalLocation"];
    let region = json!({"startLine": 2, "startColumn": 34, "endLine": 2, "endColumn": 40});
    assert_eq!(place["artifactLocation"], json!({"uri": "catalog-info.yaml", "uriBaseId": "%SRCROOT%"}));
    assert_eq!(place["region"], region, "column 33 in characters, 34 in UTF-16 units");
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change, &json!({"deletedRegion": region, "insertedContent": {"text": "labels"}}));
}

#[test]
fn a_problem_keeps_its_fingerprint_when_lines_come_before_it_and_two_alike_differ() {
    let text = "kind: Component\nmetadata: {name: a}\nspec: {type: x, lifecycle: x, owner: t}\n---\nkind: component\n";
    let fingerprints = |text: &str| -> Vec<Value> {
        let log = log(&read(text).diagnostics, Some(text), None);
        log["runs"][0]["results"].as_array().unwrap().iter().map(|one| one["partialFingerprints"].clone()).collect()
    };
    assert_eq!(fingerprints(text), fingerprints(&format!("# moved\n\n{text}")));
    let twice = fingerprints("kind: Component\nmetadata:\n  name: a\n  tags:\n    - A\n    - A\nspec: {}\n");
    assert_ne!(twice[0], twice[1]);
}

#[test]
fn what_a_file_allows_is_in_the_log_as_suppressed() {
    let text =
        "kind: Component\nmetadata: {name: a}\n# sextant: allow(missing-owner) a demo\nspec: {type: x, lifecycle: x}\n";
    let decoded = read(text);
    assert_eq!(decoded.diagnostics, []);
    let log = log(&decoded.allowed, Some(text), None);
    assert_eq!(log["runs"][0]["results"][0]["suppressions"], json!([{"kind": "inSource", "justification": "a demo"}]));
}
