//! Scorecards as code: `sextant check` of them, and `sextant scorecard test`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::{code, sextant, stderr, stdout};

const SCORECARD: &str = "\
apiVersion: sextant.dev/v1
kind: Scorecard
metadata:
  name: readiness
spec:
  levels: [{name: bronze}]
  rules:
    - id: has-runbook
      title: Has a runbook
      level: bronze
      # Folded, as long conditions are.
      expression: >-
        entity.tier == null ||
        size(links.runbook) > 0
      failMessage: \"{size(links.runbook)} runbooks.\"
  tests:
    - name: without a runbook
      entity: {spec: {tier: 1}}
      expect: {has-runbook: fail, level: null}
    - name: with a runbook
      entity: {spec: {tier: 1}}
      facts: {links.runbook: [{url: https://example.com}]}
      expect: {has-runbook: pass, level: bronze}
";

fn write(root: &Path, text: &str) {
    fs::write(root.join("readiness.yaml"), text).unwrap();
}

#[test]
fn a_wrong_expression_is_told_at_its_line_and_column() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &SCORECARD.replace("size(links.runbook) > 0\n", "size(links.runbok) > 0\n"));
    let output = sextant(dir.path(), &["check"]);
    assert_eq!(code(&output), 1);
    assert_eq!(
        stdout(&output),
        "error[scorecard-expression]: rule has-runbook: `expression`: links.runbok is not a fact; did you mean links.runbook?\n  \
         --> readiness.yaml:14:14\n   \
         |\n\
         14 |         size(links.runbok) > 0\n   \
         |              ^^^^^^^^^^^^\n   \
         = help: name one of the facts that there are\n\n"
    );
    let concise = stdout(&sextant(dir.path(), &["check", "--format", "concise"]));
    assert!(concise.starts_with("readiness.yaml:14:14: error[scorecard-expression]: "), "{concise}");
    let json: Value = serde_json::from_str(&stdout(&sextant(dir.path(), &["check", "--format", "json"]))).unwrap();
    assert_eq!((&json["line"], &json["column"], &json["length"]), (&json!(14), &json!(14), &json!(12)));
    // What can be fixed changes nothing of that.
    let fixed = sextant(dir.path(), &["check", "--fix", "--format", "concise"]);
    assert!(stdout(&fixed).contains("readiness.yaml:14:14"), "{}", stdout(&fixed));
}

#[test]
fn strange_keys_are_told_once() {
    let dir = tempfile::tempdir().unwrap();
    let text = SCORECARD
        .replace("  levels:", "  colour: red\n  levels:")
        .replace("      title:", "      titel: x\n      title:");
    write(dir.path(), &text);
    let told = stdout(&sextant(dir.path(), &["check", "--format", "concise"]));
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines[0].starts_with("readiness.yaml:6:3: warning[unknown-key]: `colour`"), "{told}");
    assert!(lines[1].starts_with("readiness.yaml:10:7: warning[unknown-key]: rule has-runbook: `titel`"), "{told}");
}

#[test]
fn what_of_another_product_is_called_a_scorecard_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    write(
        dir.path(),
        "apiVersion: example.com/v1\nkind: Scorecard\nmetadata: {name: other}\nspec: {owner: a, checks: [x]}\n",
    );
    let output = sextant(dir.path(), &["check"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""));
}

#[test]
fn the_cases_of_a_scorecard_are_run() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), SCORECARD);
    let output = sextant(dir.path(), &["scorecard", "test", "."]);
    assert_eq!(
        stdout(&output),
        "OUTCOME  SCORECARD  CASE\n\
         passed   readiness  without a runbook\n\
         passed   readiness  with a runbook\n"
    );
    assert_eq!((code(&output), stderr(&output).as_str()), (0, "ran 2 cases: 2 passed, 0 failed\n"));
}

#[test]
fn a_case_that_fails_is_shown_with_what_was_found() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &SCORECARD.replace("has-runbook: fail, level: null", "has-runbook: pass"));
    let output = sextant(dir.path(), &["scorecard", "test", "readiness.yaml"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    let detail = "\nreadiness.yaml: readiness: without a runbook\n  \
                  has-runbook: expected pass, found fail\n    \
                  0 runbooks.\n    \
                  entity.tier = 1\n    \
                  links.runbook = []\n";
    assert!(text.starts_with("OUTCOME  SCORECARD  CASE\nfailed   readiness"), "{text}");
    assert!(text.ends_with(detail), "{text}");

    let output = sextant(dir.path(), &["scorecard", "test", "--format", "json", "."]);
    assert_eq!((code(&output), stderr(&output).as_str()), (1, ""));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["passed"], false);
    assert_eq!(lines[0]["mismatches"][0]["message"], "0 runbooks.");
    assert_eq!(
        lines[1],
        json!({
            "file": "readiness.yaml", "scorecard": "readiness", "case": "with a runbook", "passed": true, "mismatches": [],
        })
    );
}

#[test]
fn what_is_wrong_itself_is_not_run() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), &SCORECARD.replace("{has-runbook: fail,", "{has-runbok: fail,"));
    let output = sextant(dir.path(), &["scorecard", "test", "."]);
    assert_eq!((code(&output), stdout(&output).as_str()), (2, ""));
    assert!(stderr(&output).contains("warning[scorecard-test]"), "{}", stderr(&output));
    assert!(stderr(&output).contains("did you mean has-runbook?"), "{}", stderr(&output));

    write(dir.path(), "kind: Component\nmetadata: {name: a}\n");
    let output = sextant(dir.path(), &["scorecard", "test", "."]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("there is no scorecard with `tests`"), "{}", stderr(&output));
    assert_eq!(code(&sextant(dir.path(), &["scorecard", "test", "nowhere"])), 3);
    assert_eq!(code(&sextant(dir.path(), &["scorecard", "test"])), 2);
}

#[test]
fn the_example_does_what_its_cases_say() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let output = sextant(&examples, &["scorecard", "test", "scorecards"]);
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    let checked = sextant(&examples, &["check", "scorecards"]);
    assert_eq!((code(&checked), stdout(&checked).as_str()), (0, ""));
}
