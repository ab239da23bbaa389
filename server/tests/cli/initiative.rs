//! `sextant initiative`.

use std::fs;

use serde_json::Value;

use crate::{code, sextant, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: orders
spec:
  type: service
  owner: shop
---
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: cart
  description: Keeps what a guest is about to order, until it is ordered.
spec:
  type: service
---
apiVersion: sextant.dev/v1
kind: Initiative
metadata:
  name: described
  title: Everything is | described
spec:
  scorecard: documentation
  rules: [has-description]
  appliesTo: { kinds: [component] }
  startsOn: 2020-01-01
  dueOn: 2020-12-31
";

fn catalog() -> tempfile::TempDir {
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("sextant.yaml"), CATALOG).unwrap();
    files
}

#[test]
fn a_list_and_who_is_left_are_told_for_people() {
    let files = catalog();
    let output = sextant(files.path(), &["initiative", "list", "--catalog", "."]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    let line = text.lines().find(|line| line.starts_with("described")).unwrap_or_else(|| panic!("{text}"));
    let told: Vec<&str> = line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(told, ["described", "Overdue", "2020-12-31", "1 of 2 there, 1 left"], "{text}");

    let output = sextant(files.path(), &["initiative", "show", "described", "--catalog", "."]);
    let text = stdout(&output);
    let expected = "\
Everything is | described (described)
  asks for  documentation/has-description
  from      2020-01-01 until 2020-12-31
  state     Overdue
  progress  1 of 2 there, 1 left

Left:
  component:default/orders  (group:default/shop)
      documentation/has-description: ";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn scripts_and_chats_get_it_as_they_can_read_it() {
    let files = catalog();
    let show = ["initiative", "show", "described", "--catalog", ".", "--format"];
    let output = sextant(files.path(), &[&show[..], &["json"]].concat());
    let told: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((&told["initiative"]["state"], &told["left"]["total"]), (&"overdue".into(), &1.into()));
    assert_eq!(told["left"]["items"][0]["lacks"][0]["rule"], "has-description");

    let text = stdout(&sextant(files.path(), &[&show[..], &["markdown"]].concat()));
    assert!(text.starts_with("### Everything is \\| described\n\n**Overdue**\n"), "{text}");
    assert!(text.contains("| component:default/orders | group:default/shop | "), "{text}");
    let list = ["initiative", "list", "--catalog", ".", "--format", "markdown"];
    let text = stdout(&sextant(files.path(), &list));
    assert!(text.contains("| Everything is \\| described | Overdue | 2020-12-31 | 1 of 2 there, 1 left |"), "{text}");
}

#[test]
fn what_concerns_one_entity_is_told_alone_and_what_is_not_there_is_said() {
    let files = catalog();
    let of = |entity: &str| {
        let output = sextant(files.path(), &["initiative", "list", "--entity", entity, "--catalog", "."]);
        (code(&output), stdout(&output))
    };
    assert!(of("component:default/cart").1.contains("1 of 1 there"), "{:?}", of("component:default/cart"));
    assert_eq!(of("initiative:default/described"), (0, "no initiative\n".to_owned()));
    let output = sextant(files.path(), &["initiative", "show", "descrbed", "--catalog", "."]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("there is no initiative \"descrbed\"; there are described"),
        "{}",
        stderr(&output)
    );
}
