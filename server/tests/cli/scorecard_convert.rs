//! `sextant scorecard convert`.

use std::fs;

use serde_json::Value;

use crate::{code, sextant, stderr, stdout};

const CORTEX: &str = "tag: readiness
name: Readiness
ladder:
  levels:
    - {name: Bronze, rank: 1, color: \"#CD7F32\"}
rules:
  - title: Has a runbook
    expression: links(\"runbook\").length > 0
    weight: 2
    level: Bronze
  - title: Has a README
    expression: git.fileExists(\"README.md\")
    level: Bronze
";

const SOUNDCHECK: &str = "- id: has-owner
  name: Has an owner
  rule:
    factRef: catalog:default/entity_descriptor
    path: $.spec.owner
    operator: exists
- id: protected
  rule: {factRef: scm:default/branch_protections, path: $.main, operator: equal, value: true}
";

#[test]
fn what_can_be_said_is_written_and_the_rest_is_listed() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("cortex.yaml"), CORTEX).unwrap();
    let output = sextant(dir.path(), &["scorecard", "convert", "cortex.yaml"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    let comments: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(comments.len(), 1);
    assert!(comments[0].starts_with("# not converted: Has a README: what is in a repository"), "{text}");
    let document: Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!((&document["kind"], &document["metadata"]["name"]), (&"Scorecard".into(), &"readiness".into()));
    assert_eq!(document["spec"]["rules"][0]["expression"], "size(links.runbook) > 0");
    let told = stderr(&output);
    assert!(told.contains("readiness: not converted: Has a README"), "{told}");
    assert!(told.ends_with("readiness: 1 of 2 rules converted, 0 other parts left out\n"), "{told}");
}

#[test]
fn it_goes_into_a_file_that_is_not_there_yet() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("checks.yaml"), SOUNDCHECK).unwrap();
    let arguments = ["scorecard", "convert", "checks.yaml", "--from", "soundcheck", "--out", "scorecard.yaml"];
    let output = sextant(dir.path(), &arguments);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""), "{}", stderr(&output));
    let text = fs::read_to_string(dir.path().join("scorecard.yaml")).unwrap();
    assert!(text.starts_with("# not converted: protected: "), "{text}");
    assert!(text.contains("owner.ref != null"), "{text}");
    assert_eq!(code(&sextant(dir.path(), &arguments)), 2, "nothing is replaced unasked");
    assert_eq!(code(&sextant(dir.path(), &[&arguments[..], &["--force"]].concat())), 0);
}

#[test]
fn what_is_no_scorecard_is_said() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("other.yaml"), "kind: Component\n").unwrap();
    fs::write(dir.path().join("broken.yaml"), "a: [\n").unwrap();
    let output = sextant(dir.path(), &["scorecard", "convert", "other.yaml"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("holds no scorecard"), "{}", stderr(&output));
    assert_eq!(code(&sextant(dir.path(), &["scorecard", "convert", "broken.yaml"])), 1);
    assert_eq!(code(&sextant(dir.path(), &["scorecard", "convert", "missing.yaml"])), 3);
}
