//! Fixes: certain, made once, and nothing else touched.

use catalog_schema::companions::DescriptorFile;
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome};
use catalog_schema::fix::{Fixed, fix};
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::read;

fn fixed(text: &str) -> Option<Fixed> {
    fix(&DescriptorFile::alone("catalog-info.yaml"), text.as_bytes(), &DecodeOptions::default())
}

fn text(before: &str) -> String {
    let fixed = fixed(before).unwrap_or_else(|| panic!("nothing is fixed: {:#?}", read(before).diagnostics));
    assert!(super::fix::fixed(&fixed.text).is_none(), "a second time changes nothing: {}", fixed.text);
    fixed.text
}

#[test]
fn what_is_certain_is_put_right_and_the_rest_stays_as_it_is() {
    let before = "\
# Our descriptor.
api_version: sextant.dev/v1
kind: component   # in the wrong case
metdata:
  name: payments
  \"NameSpace\": 'Shop'
  lables: {version: 1.10, pci: true}   # of the service
  tags: rust, 3d, on
  links:
  - https://example.com/runbook
spec:
  type: service
  lifecycle: production
  ownr: \"team-payments\"
  depends_on: component:ledger
  tier: \"2\"
---
kind: API
metadata: {name: ledger, tags: [Rust, tier: 1, 'Go']}
spec: {type: openapi, life-cycle: production, owner: t, definition: x}
";
    assert_snapshot!(text(before), @r#"
    # Our descriptor.
    apiVersion: sextant.dev/v1
    kind: Component   # in the wrong case
    metadata:
      name: payments
      "namespace": 'shop'
      labels: {version: "1.10", pci: "true"}   # of the service
      tags: [rust, "3d", "on"]
      links:
      - url: https://example.com/runbook
    spec:
      type: service
      lifecycle: production
      owner: "team-payments"
      dependsOn: [component:ledger]
      tier: 2
    ---
    kind: API
    metadata: {name: ledger, tags: [rust, "tier:1", 'go']}
    spec: {type: openapi, lifecycle: production, owner: t, definition: x}
    "#);
}

#[test]
fn text_that_is_no_yaml_is_put_right_where_only_one_thing_can_be_meant() {
    let rest = "spec: {type: x, lifecycle: x, owner: t}\n";
    let before = format!("kind: Component\nmetadata:\n  name: a\n  description: Pay: the \"old\" one\n{rest}");
    assert!(text(&before).contains("\n  description: \"Pay: the \\\"old\\\" one\"\n"));
    let before = "kind: Component\nmetadata:\n  name: a\nspec:\n  type: x\n  lifecycle: x\n  owner: @team\n";
    assert!(text(before).contains("\n  owner: \"@team\"\n"));
    let separate = "kind: API\nmetadata: {name: a}\nspec: {type: x, lifecycle: x, owner: t, definition: x}\n";
    assert_eq!(text(&format!("{separate}{separate}")), format!("{separate}---\n{separate}"));
    let before = "kind: Component\nmetadata: {name: a}\nspec:\n  type: x\n  lifecycle: x\n  owner: t\n  dependsOn:\n  - resource: db\n";
    assert!(text(before).ends_with("  - \"resource:db\"\n"));
    let before =
        "kind: Component\nmetadata:\n\tname: a\n\tlabels:\n\t\ta: b\nspec:\n\ttype: x\n\tlifecycle: x\n\towner: t\n";
    assert!(text(before).contains("\n  labels:\n    a: b\n"));
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let before = "\u{feff}kind: component\r\nmetadata:\r\n  name: ä-1  \r\n  lables: {}\r\nspec: {type: x, lifecycle: x, owner: t}";
    let after = "\u{feff}kind: Component\r\nmetadata:\r\n  name: ä-1  \r\n  labels: {}\r\nspec: {type: x, lifecycle: x, owner: t}";
    assert_eq!(text(before), after);
}

#[test]
fn what_could_mean_something_else_is_left_alone() {
    let spec = "spec: {type: x, lifecycle: x, owner: t";
    for before in [
        // Another word, not a slip.
        format!("kind: Component\nmetadata: {{name: a}}\n{spec}, types: [a]}}\n"),
        // Both spellings are there.
        format!("kind: Component\nmetadata: {{name: a, labels: {{}}, lables: {{}}}}\n{spec}}}\n"),
        // The value does not fit the field.
        "kind: Component\nmetadata: {name: a}\nspce: text\n".to_owned(),
        // A line that lost its end.
        "kind: Component\nmetadata: {name: a}\nspec:\n  owner: team  type: service\n".to_owned(),
        // Tabs and spaces together.
        "kind: Component\nmetadata:\n\tname: a\n  title: b\n".to_owned(),
        // What the file allows itself.
        format!("kind: Component\nmetadata:\n  name: a\n  lables: {{}} # sextant: allow(unknown-key) ours\n{spec}}}\n"),
    ] {
        assert_eq!(fixed(&before).map(|fixed| fixed.text), None, "{before}");
    }
}

/// The entities of a file, by document.
fn entities(decoded: &DecodedFile) -> Vec<Option<String>> {
    let entity = |outcome: &DocumentOutcome| match outcome {
        DocumentOutcome::Entity(entity) => Some(entity.entity_ref().to_string()),
        _ => None,
    };
    decoded.documents.iter().map(|document| entity(&document.outcome)).collect()
}

/// Lines of descriptors, the slips among them too.
const LINES: &[&str] = &[
    "kind: component",
    "kind: \"API\"",
    "metdata:",
    "metadata: &m",
    "  name: a",
    "  Name: b",
    "  namespace: SHOP",
    "  title: one: two",
    "  lables: {v: 1.0}",
    "  labels: {a: *v}",
    "  tags: a, B",
    "  tags:",
    "    - Java",
    "    - tier: 1",
    "    - &v yes",
    "  links: [https://example.com]",
    "  links:",
    "  - https://example.com",
    "spec:",
    "Spec: {}",
    "  ownr: @team",
    "  owner: [t]",
    "  depends_on: ledger",
    "  dependsOn: &v component:x",
    "  tier: &v \"1\"",
    "  # sextant: allow(unknown-key) x",
    "\ttype: x",
    "---",
    "configVersion: 1",
    "typeId: SERVICE",
    "  description: |",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn fixing_loses_no_entity_and_is_done_once(
        lines in proptest::collection::vec(proptest::sample::select(LINES), 0..24),
        end in proptest::sample::select(&["\n", "\r\n"][..]),
    ) {
        let before: String = lines.iter().flat_map(|line| [*line, end]).collect();
        let Some(fixed) = fixed(&before) else { return Ok(()) };
        let (kept, found) = (entities(&read(&before)), entities(&fixed.decoded));
        prop_assert_eq!(kept.len(), found.len());
        for (kept, found) in kept.iter().zip(&found) {
            prop_assert!(kept.is_none() || kept == found, "{before}\nbecomes\n{}", fixed.text);
        }
        prop_assert_eq!(&fixed.decoded, &read(&fixed.text), "what is said of it is what it says");
        prop_assert!(super::fix::fixed(&fixed.text).is_none(), "a second time it changes:\n{}", fixed.text);
    }
}
