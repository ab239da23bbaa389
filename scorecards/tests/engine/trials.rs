//! A scorecard on its author's own cases.

use scorecards::{DeclaredFacts, Mismatch, Trial, read};
use serde_json::{Value, json};

/// What is not as this case says of a scorecard with levels.
fn run(case: &Value) -> Vec<Mismatch> {
    let reading = read(&json!({
        "metadata": {"name": "tried"},
        "spec": {
            "state": "draft",
            "appliesTo": {"kinds": ["Component"], "owners": ["group:default/team"]},
            "levels": [{"name": "bronze"}, {"name": "silver"}],
            "rules": [
                {
                    "id": "has-runbook", "title": "Has a runbook", "level": "bronze", "weight": 10,
                    "expression": "size(links.runbook) > 0", "failMessage": "{size(links.runbook)} runbooks.",
                },
                {"id": "staffed", "title": "Staffed", "expression": "owner.members >= 2", "level": "silver", "weight": 5},
                {
                    "id": "living", "title": "On the living", "weight": 0, "effectiveFrom": "2026-12-01",
                    "expression": "dependencies.all(d, d.exists && d.lifecycle != 'deprecated')",
                },
                {"id": "gold", "title": "Gold elsewhere", "weight": 0, "expression": "levels['other'] == 'gold'"},
            ],
            "exemptions": [{"entity": "component:default/legacy", "reason": "Goes.", "expires": "2026-12-31"}],
            "tests": [case],
        },
    }));
    assert_eq!(reading.problems, []);
    Trial::new(&reading.definition.unwrap(), &DeclaredFacts::default()).run(&reading.tests[0])
}

/// A component of the team with a runbook.
fn sound() -> Value {
    json!({
        "metadata": {"links": [{"url": "https://example.com", "type": "runbook"}]},
        "spec": {"type": "service", "lifecycle": "production", "owner": "team"},
    })
}

#[test]
fn facts_are_what_the_entity_and_the_case_say() {
    let case = json!({
        "name": "all is well", "entity": sound(),
        "facts": {
            "owner.members": 2, "levels": {"other": "gold"}, "dependencies": [{"ref": "component:default/a"}],
        },
        "expect": {
            "applies": true, "level": "silver", "score": 15, "has-runbook": "pass", "staffed": "pass", "living": "pass",
            "gold": "pass",
        },
    });
    assert_eq!(run(&case), []);
    let case = json!({
        "name": "given facts come first", "entity": sound(),
        "facts": {"links.runbook": [], "owner.members": null, "dependencies": [{"lifecycle": "deprecated"}]},
        "expect": {
            "level": null, "has-runbook": {"outcome": "fail", "message": "0 runbooks"}, "staffed": "unknown",
            "living": "fail",
        },
    });
    assert_eq!(run(&case), []);
}

#[test]
fn what_is_otherwise_is_told_with_the_message_and_the_evidence() {
    let case = json!({
        "name": "wrong", "entity": sound(), "facts": {"links.runbook": []},
        "expect": {"has-runbook": "pass", "level": "bronze", "score": 10},
    });
    let found = run(&case);
    let shown: Vec<_> = found.iter().map(|m| (m.of.as_str(), m.expected.as_str(), m.found.as_str())).collect();
    assert_eq!(shown, [("has-runbook", "pass", "fail"), ("level", "bronze", "none"), ("score", "10", "0")]);
    assert_eq!(found[0].message.as_deref(), Some("0 runbooks."));
    assert_eq!(Value::Object(found[0].evidence.clone()), json!({"links.runbook": []}));

    let case = json!({
        "name": "another message", "entity": sound(), "facts": {"links.runbook": []},
        "expect": {"has-runbook": {"outcome": "fail", "message": "7 runbooks"}},
    });
    assert_eq!(run(&case)[0].expected, "a message with \"7 runbooks\"");
}

#[test]
fn whom_it_is_not_about_and_who_is_exempt_can_be_tried() {
    let case = json!({"name": "no team", "entity": {}, "expect": {"applies": false}});
    assert_eq!(run(&case), []);
    let case = json!({"name": "no team", "entity": {}, "expect": {"staffed": "fail"}});
    assert_eq!(run(&case)[0].found, "the scorecard does not apply");

    let legacy = json!({"metadata": {"name": "legacy"}, "spec": {"owner": "team"}});
    let at = |now: &str, outcome: &str| {
        run(&json!({"name": "legacy", "entity": legacy, "now": now, "expect": {"has-runbook": outcome}}))
    };
    assert_eq!(at("2026-12-31T23:59:59Z", "exempt"), []);
    assert_eq!(at("2027-01-01T00:00:00Z", "fail"), []);
}
