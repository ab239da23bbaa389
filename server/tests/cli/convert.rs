//! `sextant convert`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{code, sextant, stderr, stdout};

const COMPASS: &str = "configVersion: 1
name: Payments API
id: ari:cloud:compass:a:component/b/c
typeId: SERVICE
ownerId: ari:cloud:identity::team/d
fields: {tier: 1, lifecycle: Active}
labels: [pci]
links:
  - {id: l1, name: Runbook, type: DOCUMENT, url: https://example.com/runbook}
relationships:
  DEPENDS_ON: [ledger]
  CHILD_OF: [shop]
";

const NATIVE: &str = "apiVersion: sextant.dev/v1
kind: Component
metadata: {name: orders, tags: [rust]}
spec:
  type: service
  lifecycle: production
  owner: shop
  tier: 2
  dependsOn:
    - {ref: component:ledger, criticality: high}
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn text(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn the_native_format_says_everything() {
    let dir = folder(&[("compass.yml", COMPASS)]);
    let output = sextant(dir.path(), &["convert", "compass.yml", "--to", "native"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let expected = "apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: payments-api
  title: Payments API
  aliases:
    - scheme: name
      value: Payments API
    - scheme: compass
      value: ari:cloud:compass:a:component/b/c
  tags:
    - pci
  links:
    - url: https://example.com/runbook
      title: Runbook
      type: documentation
spec:
  type: service
  lifecycle: production
  owner: ari:cloud:identity::team/d
  tier: 1
  dependsOn:
    - component:ledger
  compass:
    links:
      - id: l1
        name: Runbook
        type: DOCUMENT
        url: https://example.com/runbook
    relationships:
      CHILD_OF:
        - shop
";
    assert_eq!(stdout(&output), expected);
    assert!(stderr(&output).contains("1 entity; 0 lost"), "{}", stderr(&output));
}

#[test]
fn what_a_format_cannot_say_is_listed_at_its_place() {
    let dir = folder(&[("sextant.yaml", NATIVE)]);
    let output = sextant(dir.path(), &["convert", "sextant.yaml", "--to", "backstage"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("  dependsOn:\n    - component:ledger\n"), "{}", stdout(&output));
    let list = stderr(&output);
    assert!(list.contains("criticality") && list.contains("--> sextant.yaml:10:7"), "{list}");
    assert!(list.contains("tier 2 is written, but Backstage does nothing with it"), "{list}");
    assert!(list.contains("help:") && list.contains("1 lost, 1 written"), "{list}");
}

#[test]
fn programs_get_the_list_as_objects() {
    let dir = folder(&[("compass.yml", COMPASS)]);
    let output = sextant(dir.path(), &["convert", "compass.yml", "--to", "backstage", "--format", "json"]);
    assert_eq!(code(&output), 1);
    let list: Vec<Value> = stderr(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found =
        |pointer: &str| list.iter().find(|one| one["pointer"] == pointer).unwrap_or_else(|| panic!("{list:#?}"));
    let child_of = found("/relationships/CHILD_OF");
    assert_eq!(child_of["entity"], "component:default/payments-api");
    assert_eq!((&child_of["line"], &child_of["column"], &child_of["written"]), (&12.into(), &3.into(), &false.into()));
    assert_eq!(found("/fields/tier")["written"], true);
    assert!(found("/ownerId")["help"].as_str().unwrap().contains("Group"), "{list:#?}");
    assert_eq!(found("/id")["code"], "not-expressed");
}

#[test]
fn several_files_become_one_stream() {
    let dir = folder(&[("a/compass.yml", COMPASS), ("b.yaml", NATIVE)]);
    let output = sextant(dir.path(), &["convert", "a/compass.yml", "b.yaml", "--to", "native"]);
    assert_eq!(code(&output), 0);
    let documents = stdout(&output);
    assert_eq!(documents.split("\n---\n").count(), 2, "{documents}");
}

#[test]
fn files_are_written_where_their_descriptors_lie_and_never_replaced_unasked() {
    let two = format!("{NATIVE}---\n{}", NATIVE.replace("orders", "baskets"));
    let dir = folder(&[("shop/sextant.yaml", &two), ("pay/compass.yml", COMPASS)]);
    let to_backstage = ["convert", "shop/sextant.yaml", "pay/compass.yml", "--to", "backstage", "--output", "out"];
    assert_eq!(code(&sextant(dir.path(), &to_backstage)), 1);
    assert!(text(dir.path(), "out/shop/catalog-info.yaml").contains("\n---\n"));
    assert!(text(dir.path(), "out/pay/catalog-info.yaml").contains("name: payments-api"));

    fs::write(dir.path().join("out/pay/catalog-info.yaml"), "mine\n").unwrap();
    let again = sextant(dir.path(), &to_backstage);
    assert_eq!(code(&again), 2);
    assert!(stderr(&again).contains("there already; nothing was written"), "{}", stderr(&again));
    assert_eq!(text(dir.path(), "out/pay/catalog-info.yaml"), "mine\n");

    let forced = sextant(dir.path(), &[&to_backstage[..], &["--force"]].concat());
    assert_eq!(code(&forced), 1);
    assert!(text(dir.path(), "out/pay/catalog-info.yaml").contains("name: payments-api"));

    // A compass.yml has room for one component.
    sextant(dir.path(), &["convert", "shop/sextant.yaml", "--to", "compass", "--output", "out"]);
    assert!(text(dir.path(), "out/shop/orders/compass.yml").contains("name: orders"));
    assert!(text(dir.path(), "out/shop/baskets/compass.yml").contains("name: baskets"));
}

#[test]
fn what_is_written_can_be_checked() {
    let dir = folder(&[("compass.yml", COMPASS)]);
    sextant(dir.path(), &["convert", "compass.yml", "--to", "native", "--output", "out"]);
    let check = sextant(dir.path(), &["check", "out", "--format", "concise"]);
    // Atlassian's identifiers stay what they are.
    assert!(stdout(&check).lines().all(|line| line.contains("info[opaque-owner]")), "{}", stdout(&check));
    assert_eq!(code(&check), 0, "{}", stderr(&check));
}

#[test]
fn a_broken_document_does_not_cost_its_neighbours() {
    let dir =
        folder(&[("catalog-info.yaml", &format!("{NATIVE}---\nkind: Component\nmetadata: [\n")), ("x.yaml", "a: 1\n")]);
    let output = sextant(dir.path(), &["convert", "catalog-info.yaml", "--to", "native"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("name: orders"));
    assert!(stderr(&output).contains("error[invalid-yaml]"), "{}", stderr(&output));
    let none = sextant(dir.path(), &["convert", "x.yaml", "--to", "native"]);
    assert_eq!((code(&none), stdout(&none).as_str()), (1, ""));
    assert!(stderr(&none).contains("x.yaml holds no descriptor"), "{}", stderr(&none));
}

#[test]
fn wrong_usage_and_outside_failures_are_told_apart() {
    let dir = folder(&[("a/sextant.yaml", NATIVE)]);
    assert_eq!(code(&sextant(dir.path(), &["convert", "a/sextant.yaml"])), 2);
    assert_eq!(code(&sextant(dir.path(), &["convert", "a/sextant.yaml", "--to", "port"])), 2);
    assert_eq!(code(&sextant(dir.path(), &["convert", "a", "--to", "native"])), 2);
    assert_eq!(code(&sextant(dir.path(), &["convert", "nowhere.yaml", "--to", "native"])), 3);
}
