//! Initiatives as they are read from descriptors, and what they ask for among the scorecards that there are.

use catalog_schema::companions::DescriptorFile;
use catalog_schema::decode::{DecodeOptions, decode_examined};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::schema::find;
use catalog_schema::wire::Outcome;
use scorecards::{Asks, Engine, Phase, Reached, examine, read_initiative};
use serde_json::{Value, json};

const INITIATIVE: &str = "\
apiVersion: sextant.dev/v1
kind: Initiative
metadata:
  name: runbooks
  title: Runbooks everywhere
spec:
  owner: platform
  scorecard: production-readiness
  rules: [has-runbook, documentation/has-description]
  appliesTo: { tiers: [1, 2], owners: [engineering] }
  filter: label.exposure=public
  startsOn: 2026-10-01
  dueOn: 2026-12-31
";

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let file = DescriptorFile::alone("sextant.yaml");
    decode_examined(&file, text.as_bytes(), &DecodeOptions::default(), &examine).diagnostics
}

#[test]
fn an_initiative_is_read_whole() {
    assert_eq!(diagnostics(INITIATIVE), []);
    let descriptor: Value = json!({
        "kind": "Initiative", "metadata": { "name": "runbooks" },
        "spec": { "owner": "platform", "scorecard": "production-readiness", "level": "silver", "state": "ended",
            "startsOn": "2026-10-01", "dueOn": "2026-10-01" },
    });
    let read = read_initiative(&descriptor).initiative.unwrap();
    assert_eq!(read.owner.unwrap().as_str(), "group:default/platform");
    assert_eq!((read.title.as_str(), read.phase), ("runbooks", Phase::Ended));
    let level = Asks::Level { scorecard: "production-readiness".to_owned(), level: "silver".to_owned() };
    assert_eq!(read.asks, level);
}

#[test]
fn what_is_wrong_is_told_at_its_place_with_what_to_write() {
    for (right, wrong, place, message, help) in [
        ("  dueOn: 2026-12-31\n", "", (6, 1), "the initiative has no `dueOn`", "dueOn"),
        ("2026-12-31", "next year", (13, 10), "which is not a day", "2026-12-01"),
        ("2026-12-31", "2026-09-30", (13, 10), "before it starts on 2026-10-01", "not before `startsOn`"),
        ("scorecard: production-readiness", "level: bronze", (9, 10), "asks for a level and for rules", ""),
        ("  scorecard: production-readiness\n", "", (8, 11), "no scorecard is named", "scorecard/rule"),
        ("[has-runbook, documentation/has-description]", "[]", (9, 10), "asks for no rule", "at least one"),
        ("has-runbook,", "Has Runbook,", (9, 11), "names no rule", "documentation/has-runbook"),
        ("tiers: [1, 2]", "tiers: [1, 5]", (10, 27), "is 5", "from 1 to 4"),
        ("tiers: [1, 2]", "when: 'true'", (10, 0), "judges nothing by itself", "`filter`"),
        ("tiers: [1, 2]", "tier: [1, 2]", (10, 16), "is not a known key", "did you mean `tiers`?"),
        ("label.exposure=public", "=public", (11, 11), "`filter` cannot be read", "tier=1"),
        ("owner: platform", "owner: platform\n  state: over", (8, 10), "`state` is \"over\"", "ended"),
        ("  dueOn:", "  dueAt: 2026-12-30\n  dueOn:", (13, 3), "dueAt", ""),
    ] {
        let text = INITIATIVE.replace(right, wrong);
        assert_ne!(text, INITIATIVE, "{right}");
        let found = diagnostics(&text);
        let told = found.iter().find(|told| told.message.contains(message));
        let told = told.unwrap_or_else(|| panic!("{wrong}: {found:?}"));
        let at = (told.line.unwrap_or_default(), told.column.unwrap_or_default());
        assert_eq!(at.0, place.0, "{wrong}: {told:?}");
        if place.1 > 3 {
            assert_eq!(at, place, "{wrong}: {told:?}");
        }
        assert!(told.help.as_deref().unwrap_or_default().contains(help), "{wrong}: {told:?}");
    }
}

#[test]
fn a_level_asks_for_its_rules_and_those_below_as_far_as_they_count() {
    let engine = Engine::builtin();
    let of = |spec: Value| {
        let mut whole = json!({ "startsOn": "2026-10-01", "dueOn": "2026-10-31" });
        whole.as_object_mut().unwrap().extend(spec.as_object().unwrap().clone());
        let descriptor = json!({ "kind": "Initiative", "metadata": { "name": "x" }, "spec": whole });
        read_initiative(&descriptor).initiative.unwrap()
    };
    let rules = |level: &str| {
        let asked = of(json!({ "scorecard": "production-readiness", "level": level }));
        asked.asked(&engine).unwrap().iter().map(|asked| asked.rule.id.clone()).collect::<Vec<_>>()
    };
    let (bronze, gold) = (rules("bronze"), rules("gold"));
    assert!(!bronze.is_empty() && bronze.len() < gold.len() && bronze.iter().all(|rule| gold.contains(rule)));
    let elsewhere = of(json!({ "scorecard": "ownership", "rules": ["has-runbook"] }));
    let unknown = elsewhere.asked(&engine).unwrap_err();
    assert_eq!(unknown[0].help, "did you mean production-readiness/has-runbook?");
}

#[test]
fn the_worst_of_what_is_asked_counts() {
    use Outcome::{Exempt, Fail, Pass, Unknown};
    for (outcomes, expected) in [
        (vec![], None),
        (vec![Pass, Pass], Some(Reached::Reached)),
        (vec![Pass, Exempt], Some(Reached::Exempt)),
        (vec![Exempt, Unknown, Pass], Some(Reached::Unknown)),
        (vec![Unknown, Fail, Exempt], Some(Reached::Failing)),
    ] {
        assert_eq!(Reached::of(outcomes.clone()), expected, "{outcomes:?}");
    }
}

#[test]
fn the_schema_for_editors_knows_what_the_reader_knows() {
    let schema = find("native").unwrap().document();
    let kinds = schema["allOf"].as_array().unwrap();
    let of_kind = |kind: &&Value| kind["if"]["properties"]["kind"]["const"] == "Initiative";
    let spec = &kinds.iter().find(of_kind).unwrap()["then"]["properties"]["spec"]["properties"];
    for field in ["state", "scorecard", "level", "rules", "appliesTo", "filter", "startsOn", "dueOn"] {
        assert!(spec[field]["description"].is_string(), "{field}");
    }
    let mut described: Vec<&str> =
        spec["appliesTo"]["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    described.sort_unstable();
    // All that a scorecard has, but for the condition.
    assert_eq!(described, ["kinds", "lifecycles", "owners", "tags", "tiers", "types"]);
}
