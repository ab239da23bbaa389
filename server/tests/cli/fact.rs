//! `sextant fact`, against a portal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::portal::Portal;
use crate::{code, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: orders}
spec: {type: service}
---
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: coverage}
spec: {type: number, unit: '%'}
---
apiVersion: sextant.dev/v1
kind: FactType
metadata: {name: licence}
spec: {type: string}
";

fn fact(portal: &Portal, here: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    command.arg("fact").args(arguments).args(["--server", &portal.address]).current_dir(here);
    command.env("SEXTANT_TOKEN", portal.admin_token()).output().unwrap()
}

#[test]
fn what_is_pushed_is_listed() {
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("catalog-info.yaml"), CATALOG).unwrap();
    let portal = Portal::start(files.path());
    let run = |arguments: &[&str]| fact(&portal, files.path(), arguments);
    assert_eq!(stdout(&run(&["list", "orders"])), "nobody pushed a fact of component:default/orders\n");
    let facts = r#"[
        {"entity": "orders", "fact": "coverage", "value": 81.5, "at": "2026-03-01T00:00:00Z", "url": "https://ci.example.com/1"},
        {"entity": "orders", "fact": "licence", "value": "MIT", "at": "2026-03-02T00:00:00Z"}
    ]"#;
    fs::write(files.path().join("facts.json"), facts).unwrap();
    let pushed = run(&["push", "facts.json"]);
    assert_eq!(code(&pushed), 0, "{}", stderr(&pushed));
    assert!(stdout(&pushed).starts_with("2 facts written, 0 known already, 0 older than what is known; revision "));
    let again: serde_json::Value =
        serde_json::from_str(&stdout(&run(&["push", "facts.json", "--format", "json"]))).unwrap();
    assert_eq!((&again["written"], &again["unchanged"]), (&0.into(), &2.into()));
    let listed = "\
FACT      VALUE   AS OF                 FROM         MORE
coverage  81.5 %  2026-03-01T00:00:00Z  token:admin  https://ci.example.com/1
licence   MIT     2026-03-02T00:00:00Z  token:admin
";
    let told = || stdout(&run(&["list", "orders"]));
    while told().starts_with("nobody") {
        std::thread::yield_now();
    }
    assert_eq!(told(), listed);

    fs::write(files.path().join("wrong.json"), r#"{"facts": [{"entity": "orders", "fact": "coverag", "value": 1}]}"#)
        .unwrap();
    let wrong = run(&["push", "wrong.json"]);
    assert_eq!(code(&wrong), 1);
    assert!(
        stderr(&wrong).contains("facts[0].fact: no FactType declares the fact \"coverag\"; did you mean coverage?"),
        "{}",
        stderr(&wrong)
    );
    fs::write(files.path().join("odd.json"), "{}").unwrap();
    assert_eq!(code(&run(&["push", "odd.json"])), 2);
    assert_eq!(code(&run(&["push", "nowhere.json"])), 3);
}
