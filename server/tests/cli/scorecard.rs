//! `sextant scorecard explain`.

use std::fs;

use serde_json::Value;

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: orders
spec:
  type: service
  owner: shop
";

fn catalog() -> tempfile::TempDir {
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("catalog-info.yaml"), CATALOG).unwrap();
    files
}

#[test]
fn a_directory_is_explained_for_people() {
    let files = catalog();
    let question = ["scorecard", "explain", "component:orders", "--scorecard", "ownership", "--catalog", "."];
    let output = sextant(files.path(), &question);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    let expected = "\
Ownership (ownership): 0 of 40 points

  FAIL     Has an owner that exists (owner-exists, 0 of 40 points)
           The owner group:default/shop is not in the catalog.
           It passes where: owner.ref != null && owner.exists
             owner.ref = group:default/shop  [catalog-info.yaml:7]
             owner.exists = false  [catalog-info.yaml:7]
           How to mend it:
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("entity.tier = none  [catalog-info.yaml:4]"), "the line with its name: {text}");
    assert!(text.contains("entity.tier is missing; it comes from the entity's descriptor: `spec.tier`"), "{text}");

    let output = sextant(files.path(), &[&question[..], &["--rule", "owner-is-team"]].concat());
    let text = stdout(&output);
    assert!(text.contains("(owner-is-team") && !text.contains("(owner-exists"), "{text}");
}

#[test]
fn a_portal_is_asked_for_scripts() {
    let files = catalog();
    let portal = Portal::start(files.path());
    let question =
        ["scorecard", "explain", "component:default/orders", "--format", "json", "--server", &portal.address];
    let output = sextant(files.path(), &question);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let results: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let ownership = results.as_array().unwrap().iter().find(|result| result["scorecard"] == "ownership").unwrap();
    assert_eq!(ownership["rules"][0]["outcome"], "fail");
    assert_eq!(ownership["rules"][0]["origins"]["owner.ref"]["line"], 7);
}

#[test]
fn what_goes_wrong_is_told_by_the_exit_code() {
    let files = catalog();
    let end = |arguments: &[&str]| {
        let output = sextant(files.path(), &[&["scorecard", "explain"], arguments].concat());
        (code(&output), stderr(&output))
    };
    let (exit, error) = end(&["component:ordesr", "--catalog", "."]);
    assert_eq!(exit, 2);
    assert!(error.contains("did you mean component:default/orders?"), "{error}");
    let (exit, error) = end(&["component:orders", "--scorecard", "gold", "--catalog", "."]);
    assert_eq!(exit, 2);
    assert!(error.contains("no scorecard \"gold\" applies to component:default/orders; those that do are "), "{error}");
    let (exit, error) = end(&["component:orders", "--rule", "gold", "--catalog", "."]);
    assert_eq!(exit, 2);
    assert!(error.contains("no rule \"gold\" applies") && error.contains("owner-exists"), "{error}");
    assert_eq!(end(&["orders", "--catalog", "."]).0, 2, "no reference");
    assert_eq!(end(&["component:orders", "--server", "http://127.0.0.1:9"]).0, 3);
}
