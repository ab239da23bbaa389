//! Where in a file a problem is told, whatever the file says.

use catalog_schema::companions::{Companions, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode_examined};
use catalog_schema::schema::find;
use proptest::prelude::*;
use scorecards::examine;
use serde_json::Value;

const SCORECARD: &str = "\
# The second document of the file.
---
apiVersion: sextant.dev/v1
kind: Scorecard
metadata: {name: readiness, description: 'It''s'}
spec:
  owner: platform
  appliesTo: {kinds: [Component], when: \"size(entity.links)\\x20> 0\"}
  levels:
  - {name: bronze, color: \"#a97142\"}
  rules:
  - id: has-runbook
    title: Has a runbook
    level: bronze
    expression: |
      size(links.runbook) > 0

      && entity.tier != null
    passMessage: >-
      {size(links.runbook)}
      runbooks.
    failures: [{when: entity.tier == 1, message: 'Tier {entity.tier}.'}]
    failMessage: None,
      not one of {size(entity.links)}.
    graduated: &shares
    - {when: size(links.documentation) > 0, percent: 50}
    effectiveFrom: 2026-12-01
  - {id: other, title: Other, expression: 'true', graduated: *shares}
  exemptions:
  - {entity: component:legacy, rules: [has-runbook], reason: Old.}
  tests:
  - name: nothing
    facts: {owner.members: 1}
    expect: {has-runbook: unknown}
";

fn decode(text: &str) -> DecodedFile {
    let companions = Companions::new();
    let file = DescriptorFile { path: "sextant.yaml", repository: "", companions: &companions };
    decode_examined(&file, text.as_bytes(), &DecodeOptions::default(), &examine)
}

#[test]
fn each_wrong_expression_is_told_where_it_stands() {
    let (head, rest) = SCORECARD.split_once("expression: |").unwrap();
    // What of the text is wrong, and the line and column of it.
    for (right, wrong, place) in [
        ("size(entity.links)\\x20", "size(entity.lnks)\\x20", (8, 47)),
        ("entity.tier != null", "entity.tire != null", (18, 10)),
        ("{size(links.runbook)}", "{size(links.runbok)}", (20, 13)),
        ("'Tier {entity.tier}.'", "'Tier {entity.tire}.'", (22, 57)),
        ("of {size(entity.links)}", "of {size(entity.lnks)}", (24, 24)),
    ] {
        let text = format!("{}expression: |{}", head.replace(right, wrong), rest.replace(right, wrong));
        let found = decode(&text).diagnostics;
        let told: Vec<_> = found.iter().map(|d| (d.code.as_ref(), (d.line.unwrap(), d.column.unwrap()))).collect();
        assert_eq!(told, [("scorecard-expression", place)], "{wrong}: {found:?}");
    }
}

#[test]
fn a_problem_behind_an_alias_is_told_where_the_alias_is() {
    let text = SCORECARD.replace("size(links.documentation)", "size(links.document)");
    let lines: Vec<_> = decode(&text).diagnostics.iter().map(|told| told.line.unwrap()).collect();
    assert_eq!(lines, [26, 28]);
}

#[test]
fn the_schema_for_editors_knows_what_the_reader_knows() {
    let schema = find("native").unwrap().document();
    let kinds = schema["allOf"].as_array().unwrap();
    let of_kind = |kind: &&Value| kind["if"]["properties"]["kind"]["const"] == "Scorecard";
    let spec = &kinds.iter().find(of_kind).unwrap()["then"]["properties"]["spec"]["properties"];
    for pointer in [
        "/appliesTo/properties",
        "/levels/items/properties",
        "/rules/items/properties",
        "/rules/items/properties/failures/items/properties",
        "/rules/items/properties/graduated/items/properties",
        "/exemptions/items/properties",
        "/tests/items/properties",
    ] {
        let keys_of_schema = spec.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        // A strange key is told with all that are known.
        let at = pointer.replace("/items/properties", "/0").replace("/properties", "");
        let mut descriptor = whole();
        let place = descriptor.pointer_mut(&format!("/spec{at}")).unwrap();
        place.as_object_mut().unwrap().insert("zzzzzzzzzzz".to_owned(), Value::Null);
        let problems = scorecards::read(&descriptor).problems;
        let help = &problems.iter().find(|problem| problem.code.name == "unknown-key").unwrap().help;
        let mut known: Vec<_> = help.strip_prefix("known keys here: ").unwrap().split(", ").collect();
        let mut described: Vec<_> = keys_of_schema.as_object().unwrap().keys().map(String::as_str).collect();
        known.sort_unstable();
        described.sort_unstable();
        assert_eq!(known, described, "{pointer}");
    }
}

/// The scorecard as it is decoded.
fn whole() -> Value {
    let decoded = decode(SCORECARD);
    assert_eq!(decoded.diagnostics, []);
    match decoded.documents.into_iter().next_back().map(|document| document.outcome) {
        Some(DocumentOutcome::Entity(entity)) => entity.descriptor,
        other => panic!("{other:?}"),
    }
}

fn floor(text: &str, index: usize) -> usize {
    (0..=index).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_file_says_its_problems_are_told_within_it(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), "[-\\[\\]{},:|>&*#'\"\\\\ \n\ta0.ä]{0,3}", 0..6_usize), 1..5),
    ) {
        let mut text = SCORECARD.to_owned();
        for (place, insertion, deletion) in damage {
            let start = floor(&text, place.index(text.len()));
            let end = floor(&text, (start + deletion).min(text.len()));
            text.replace_range(start..end, &insertion);
        }
        let lines: Vec<&str> = text.split('\n').collect();
        for told in decode(&text).diagnostics {
            let (line, column) = (told.line.unwrap() as usize, told.column.unwrap() as usize);
            prop_assert!((1..=lines.len() + 1).contains(&line), "{told:?}");
            if told.code.starts_with("scorecard-") {
                let length = lines[line - 1].chars().count();
                prop_assert!((1..=length + 1).contains(&column), "{told:?} in {text}");
                prop_assert!(column - 1 + told.length as usize <= length, "{told:?} in {text}");
            }
        }
    }
}
