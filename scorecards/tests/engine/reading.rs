//! Descriptors to scorecards, and what is said of those that cannot be used.

use catalog_schema::diagnostic::{FieldPart, FieldProblem, Severity};
use proptest::prelude::*;
use scorecards::{Engine, Reading, read};
use serde_json::{Value, json};

/// A scorecard with something in every field.
fn whole() -> Value {
    json!({
        "apiVersion": "sextant.dev/v1",
        "kind": "Scorecard",
        "metadata": {"name": "production-readiness", "title": "Production readiness", "description": "For production."},
        "spec": {
            "owner": "platform",
            "state": "draft",
            "appliesTo": {
                "kinds": ["Component"], "types": ["service"], "lifecycles": ["production"], "tiers": [1, 2],
                "tags": ["pci"], "owners": ["group:default/retail"], "when": "size(entity.links) > 0",
            },
            "levels": [{"name": "bronze", "title": "Bronze", "color": "#A97142"}, {"name": "silver"}],
            "rules": [
                {
                    "id": "has-runbook", "title": "Has a runbook", "kinds": ["Component"], "level": "bronze", "weight": 10,
                    "expression": "size(links.runbook) > 0", "passMessage": "{size(links.runbook)} runbooks.",
                    "failures": [{"when": "entity.tier == 1", "message": "Tier {entity.tier} without.", "fix": "Write one."}],
                    "failMessage": "No runbook.", "fix": "Link one.",
                    "graduated": [{"when": "size(links.documentation) > 0", "percent": 50}],
                    "documentation": "https://example.com/runbooks", "effectiveFrom": "2026-12-01",
                },
                {"id": "has-owner", "title": "Has an owner", "expression": "owner.ref != null"},
            ],
            "exemptions": [{
                "entity": "legacy", "rules": ["has-runbook"], "reason": "Goes.", "approvedBy": "user:default/ada",
                "expires": "2027-01-01",
            }],
            "tests": [{
                "name": "nothing", "entity": {"spec": {"type": "service"}}, "facts": {"owner.members": 3},
                "now": "2026-12-01T00:00:00Z", "expect": {"has-runbook": "fail", "level": "silver"},
            }],
        },
    })
}

/// The whole one with this value at this pointer.
fn with(pointer: &str, value: Value) -> Reading {
    let mut descriptor = whole();
    let (above, key) = pointer.rsplit_once('/').unwrap();
    match descriptor.pointer_mut(above).unwrap() {
        Value::Array(items) => items.insert(key.parse().unwrap(), value),
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        other => panic!("{above} is {other}"),
    }
    read(&descriptor)
}

/// The only problem of it.
fn problem(pointer: &str, value: Value) -> FieldProblem {
    let mut reading = with(pointer, value);
    assert_eq!(reading.problems.len(), 1, "{pointer}: {:?}", reading.problems);
    let problem = reading.problems.remove(0);
    assert_eq!(reading.definition.is_none(), problem.code.severity == Severity::Error);
    problem
}

#[test]
fn every_field_is_read() {
    let Reading { definition, tests, problems } = read(&whole());
    assert_eq!(problems, []);
    let definition = definition.unwrap();
    assert_eq!((definition.name.as_str(), definition.title.as_str()), ("production-readiness", "Production readiness"));
    assert_eq!(definition.description, "For production.");
    assert_eq!(definition.owner.as_ref().map(|owner| owner.as_str()), Some("group:default/platform"));
    assert!(definition.is_draft);
    let applies_to = &definition.applies_to;
    assert_eq!(
        (applies_to.tiers.as_slice(), applies_to.tags.as_slice()),
        ([1, 2].as_slice(), ["pci".to_owned()].as_slice())
    );
    assert_eq!(applies_to.owners[0].as_str(), "group:default/retail");
    assert_eq!(applies_to.when.as_deref(), Some("size(entity.links) > 0"));
    let levels: Vec<_> = definition
        .levels
        .iter()
        .map(|level| (level.name.as_str(), level.title.as_str(), level.color.as_deref()))
        .collect();
    assert_eq!(levels, [("bronze", "Bronze", Some("#a97142")), ("silver", "silver", None)]);
    let rule = &definition.rules[0];
    assert_eq!((rule.id.as_str(), rule.weight, rule.level.as_deref()), ("has-runbook", 10, Some("bronze")));
    let failures: Vec<_> =
        rule.failures.iter().map(|case| (case.when.as_deref(), case.message.as_str(), case.fix.as_str())).collect();
    assert_eq!(
        failures,
        [(Some("entity.tier == 1"), "Tier {entity.tier} without.", "Write one."), (None, "No runbook.", "Link one.")]
    );
    assert_eq!((rule.graduated[0].percent, rule.effective_from.as_deref()), (50, Some("2026-12-01")));
    assert_eq!(rule.documentation.as_deref(), Some("https://example.com/runbooks"));
    let plain = &definition.rules[1];
    assert_eq!((plain.weight, plain.level.as_deref(), plain.pass_message.as_str()), (1, None, "Has an owner."));
    let exemption = &definition.exemptions[0];
    assert_eq!((exemption.entity.as_str(), exemption.rules.len()), ("component:default/legacy", 1));
    assert_eq!(exemption.expires.as_deref(), Some("2027-01-01"));
    assert_eq!(tests.len(), 1);
    assert_eq!(Engine::new(vec![definition]).1, []);
}

#[test]
fn what_cannot_be_used_is_refused_with_the_field_and_the_remedy() {
    let cases = [
        ("/spec/state", json!("ready"), "`state` is \"ready\"", "published, or draft"),
        ("/metadata/name", json!("Production Readiness"), "which is not a name here", "lower-case"),
        ("/spec/appliesTo/tiers", json!([5]), "`tiers[0]` is 5", "from 1 to 4"),
        ("/spec/appliesTo/owners", json!(["a b:"]), "`owners[0]` is \"a b:\"", "group:default/name"),
        ("/spec/appliesTo/kinds", json!("Component"), "`kinds` is text, not a list", "after a dash"),
        ("/spec/levels/2", json!({"name": "silver"}), "there are two levels called silver", "name of its own"),
        ("/spec/levels/0/color", json!("brown"), "`color` is \"brown\"", "six hexadecimal digits"),
        ("/spec/levels/0/color", json!(null), "what begins with `#` is a comment", "in quotes"),
        (
            "/spec/rules/0/level",
            json!("bronce"),
            "rule has-runbook: there is no level \"bronce\"",
            "did you mean bronze?",
        ),
        ("/spec/rules/0/weight", json!(5_000), "`weight` is 5000", "from 0 to 1000"),
        ("/spec/rules/0/weight", json!("10"), "`weight` is \"10\"", "a whole number"),
        ("/spec/rules/0/graduated/0/percent", json!(100), "`percent` is 100", "from 1 to 99"),
        ("/spec/rules/0/documentation", json!("javascript:alert(1)"), "no address on the web", "https://"),
        ("/spec/rules/0/effectiveFrom", json!("2026-13-01"), "which is not a day", "2026-12-01"),
        ("/spec/rules/0/effectiveFrom", json!(2026), "`effectiveFrom` is a number, not text", "in quotes"),
        ("/spec/rules/0/kinds", json!(["API"]), "the kind API, which the scorecard is not about", "Component"),
        ("/spec/rules/1/id", json!("level"), "a rule cannot be called level", "rename"),
        ("/spec/rules/1/title", json!("  "), "`title` is empty", "leave the field out"),
        ("/spec/rules/1/title", json!("x".repeat(201)), "has 201 characters; 200 are allowed", "shorten"),
        ("/spec/rules/0/failures/0", json!({"message": "Always."}), "is never told", "put the one without `when` last"),
        ("/spec/rules/2", json!("text"), "`rules[2]` is text, not a map", "id, title, expression"),
        (
            "/spec/rules/2",
            json!({"id": "has-owner", "title": "Again", "expression": "true"}),
            "two rules called",
            "id of its own",
        ),
        ("/spec/exemptions/0/rules", json!(["has-runbok"]), "names \"has-runbok\"", "did you mean has-runbook?"),
        ("/spec/exemptions/0/expires", json!("tomorrow"), "which is not a day", "2026-12-01"),
        ("/spec/levels", json!(vec![json!({"name": "x"}); 21]), "", ""),
    ];
    for (pointer, value, message, help) in cases {
        if message.is_empty() {
            assert!(with(pointer, value).problems[0].message.contains("21 entries; 20 are allowed"));
            continue;
        }
        let problem = problem(pointer, value);
        assert_eq!(problem.code.name, "scorecard-field", "{pointer}");
        assert!(problem.message.contains(message), "{pointer}: {}", problem.message);
        assert!(problem.help.contains(help), "{pointer}: {}", problem.help);
        assert!(
            problem.pointer.starts_with("/spec") || problem.pointer.starts_with("/metadata"),
            "{}",
            problem.pointer
        );
    }
}

#[test]
fn what_is_missing_is_told_where_it_should_be() {
    for (pointer, missing) in [
        ("/spec", "rules"),
        ("/spec/rules/0", "id"),
        ("/spec/rules/0", "title"),
        ("/spec/rules/0", "expression"),
        ("/spec/rules/0/failures/0", "message"),
        ("/spec/rules/0/graduated/0", "when"),
        ("/spec/levels/1", "name"),
        ("/spec/exemptions/0", "entity"),
        ("/spec/exemptions/0", "reason"),
    ] {
        let mut descriptor = whole();
        descriptor.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(missing);
        let reading = read(&descriptor);
        assert!(reading.definition.is_none());
        let place = format!("{pointer}/{missing}");
        let told = reading.problems.iter().find(|problem| problem.pointer == place);
        let told = told.unwrap_or_else(|| panic!("{place}: {:?}", reading.problems));
        assert!(told.message.ends_with(&format!("has no `{missing}`")), "{}", told.message);
        assert!(!told.help.is_empty());
    }
}

#[test]
fn a_wrong_expression_is_told_with_the_bytes_that_are_wrong() {
    let found = problem("/spec/rules/1/expression", json!("owner.ref != null && owner.mmbers > 0"));
    assert_eq!(found.code.name, "scorecard-expression");
    assert_eq!(found.part, FieldPart::Within(21..33));
    assert_eq!(found.message, "rule has-owner: `expression`: owner.mmbers is not a fact; did you mean owner.members?");
    let found = problem("/spec/rules/0/passMessage", json!("{size(links.runbook)} of {links.runbok}."));
    assert_eq!((found.pointer.as_str(), found.part), ("/spec/rules/0/passMessage", FieldPart::Within(26..38)));
    let found = problem("/spec/appliesTo/when", json!("entity.tier =="));
    assert!(found.message.starts_with("appliesTo: `when`: not a CEL expression"), "{}", found.message);
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let mut descriptor = whole();
    for index in 0..2 {
        descriptor["spec"]["rules"][index]["expression"] = json!("nothing.known");
        descriptor["spec"]["rules"][index]["weight"] = json!(-1);
    }
    assert_eq!(read(&descriptor).problems.len(), 4);
}

#[test]
fn strange_keys_are_warned_of_and_the_scorecard_stands() {
    let found = problem("/spec/rules/0/expresion", json!("true"));
    assert_eq!((found.code.name, found.part), ("unknown-key", FieldPart::Key));
    assert_eq!(found.help, "did you mean `expression`?");
    let mut descriptor = whole();
    let rule = descriptor["spec"]["rules"][0].as_object_mut().unwrap();
    let message = rule.remove("passMessage").unwrap();
    rule.insert("pass-message".to_owned(), message);
    let reading = read(&descriptor);
    assert_eq!(reading.problems[0].code.name, "misspelt-key");
    assert_eq!(reading.definition.unwrap().rules[0].pass_message, "{size(links.runbook)} runbooks.");
}

#[test]
fn a_case_that_cannot_be_run_is_warned_of_and_left_out() {
    for (pointer, value, message) in [
        ("/spec/tests/0/expect/has-runbok", json!("fail"), "\"has-runbok\" is no rule"),
        ("/spec/tests/0/expect/has-runbook", json!("failed"), "has-runbook is \"failed\""),
        ("/spec/tests/0/expect/level", json!("gold"), "there is no level \"gold\""),
        ("/spec/tests/0/facts/owner.membres", json!(1), "owner.membres is not a fact"),
        ("/spec/tests/0/facts/owner.members", json!("three"), "owner.members is \"three\""),
        ("/spec/tests/0/entity", json!({"metadata": []}), "`entity` cannot be read"),
        ("/spec/tests/0/now", json!("today"), "`now` is \"today\""),
    ] {
        let reading = with(pointer, value);
        assert_eq!(reading.problems.len(), 1, "{pointer}: {:?}", reading.problems);
        let problem = &reading.problems[0];
        assert_eq!(problem.code.name, "scorecard-test", "{pointer}");
        assert!(problem.message.contains(message), "{pointer}: {}", problem.message);
        assert!(reading.definition.is_some() && reading.tests.is_empty(), "{pointer}");
    }
}

/// Any JSON, with keys and texts that the reader knows.
fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z{}\"#. -]{0,12}",
        proptest::sample::select(vec!["bronze", "has-runbook", "entity.tier", "2026-12-01", "draft", "#a97142", "{"])
            .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::String),
    ];
    let keys = proptest::sample::select(vec![
        "metadata",
        "name",
        "spec",
        "rules",
        "id",
        "title",
        "expression",
        "level",
        "levels",
        "tests",
        "expect",
        "facts",
        "entity",
        "failures",
        "graduated",
        "when",
        "percent",
        "exemptions",
        "appliesTo",
        "tiers",
        "state",
        "a/b~",
    ]);
    leaf.prop_recursive(4, 48, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::vec((keys.clone(), inner), 0..6)
                .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

/// The pointers of everything in a value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(number, item)| pointers(item, &format!("{at}/{number}"), found));
        }
        Value::Object(map) => map.iter().for_each(|(key, item)| pointers(item, &format!("{at}/{key}"), found)),
        _ => {}
    }
}

/// What holds of every reading.
fn read_soundly(descriptor: &Value) {
    let reading = read(descriptor);
    let wrong = reading.problems.iter().any(|problem| problem.code.severity == Severity::Error);
    assert_eq!(reading.definition.is_none(), wrong, "{:?}", reading.problems);
    for problem in &reading.problems {
        assert!(!problem.message.is_empty() && !problem.help.is_empty());
        if let FieldPart::Within(bytes) = &problem.part {
            let text = descriptor.pointer(&problem.pointer).and_then(Value::as_str).unwrap();
            assert!(text.get(bytes.clone()).is_some(), "{problem:?}");
        }
    }
    if let Some(definition) = reading.definition {
        assert_eq!(Engine::new(vec![definition]).1, []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_value_is_read(value in any_json()) {
        read_soundly(&value);
        read_soundly(&json!({"metadata": {"name": "x"}, "spec": value}));
    }

    #[test]
    fn any_value_in_any_place_is_read(place in any::<prop::sample::Index>(), value in any_json()) {
        let mut descriptor = whole();
        let mut places = Vec::new();
        pointers(&descriptor, "", &mut places);
        *descriptor.pointer_mut(&places[place.index(places.len())]).unwrap() = value;
        read_soundly(&descriptor);
    }
}
