//! Facts that others push: how they are declared, how rules name them, and until when they hold.

use std::collections::BTreeMap;

use catalog_schema::wire::{Outcome, RuleResult};
use scorecards::{
    DeclaredFact, DeclaredFacts, DefinitionError, Engine, Evaluation, FactGroup, Facts, Past, PastRules,
    ScorecardDefinition, Trial, ValueType, read, read_fact_type,
};
use serde_json::{Value, json};

use crate::support::{Placed, bare, rule};

const DAY: i64 = 86_400_000;

fn declared() -> DeclaredFacts {
    let facts = [
        json!({"metadata": {"name": "coverage", "title": "Coverage"}, "spec": {"type": "number", "unit": "%", "maxAge": "30d"}}),
        json!({"metadata": {"name": "open-issues"}, "spec": {"type": "integer", "owner": "quality"}}),
        json!({"metadata": {"name": "licensed"}, "spec": {"type": "boolean"}}),
        json!({"metadata": {"name": "security.tested"}, "spec": {"type": "timestamp", "maxAge": "365d"}}),
        json!({"metadata": {"name": "licence"}, "spec": {"type": "string"}}),
        json!({"metadata": {"name": "languages"}, "spec": {"type": "list-of-strings"}}),
    ];
    facts.iter().map(fact).collect()
}

fn fact(descriptor: &Value) -> DeclaredFact {
    let reading = read_fact_type(descriptor);
    assert_eq!(reading.problems, []);
    reading.fact.unwrap()
}

fn engine(expression: &str) -> (Engine, Vec<DefinitionError>) {
    let definition =
        ScorecardDefinition { name: "tried".to_owned(), rules: vec![rule(expression)], ..Default::default() };
    Engine::with_facts(vec![definition], declared())
}

/// What is said of an entity of which this was pushed, at a time.
fn evaluated(expression: &str, pushed: &[(&'static str, Value, i64)], now: i64) -> Evaluation {
    let (engine, errors) = engine(expression);
    assert_eq!(errors, [], "{expression}");
    let pushed: BTreeMap<_, _> = pushed.iter().map(|(name, value, at)| (*name, (value.clone(), *at))).collect();
    let (entity, around) = (bare(), Placed { pushed, ..Placed::default() });
    engine.evaluate_with_deadline(&Facts { around: &around, now, ..Facts::of(&entity) })
}

fn said(expression: &str, pushed: &[(&'static str, Value, i64)]) -> RuleResult {
    evaluated(expression, pushed, DAY).results.remove(0).rules.remove(0)
}

fn refused(expression: &str) -> String {
    let (_, errors) = engine(expression);
    errors.first().map(|error| error.error.to_string()).unwrap_or_default()
}

#[test]
fn rules_read_what_was_pushed_as_it_is_declared() {
    for (expression, name, value) in [
        ("facts.coverage >= 80", "coverage", json!(81.5)),
        ("facts.coverage >= 80", "coverage", json!(80)),
        ("facts.coverage > 79.5 && facts.coverage == 80", "coverage", json!(80)),
        ("facts.coverage * 2.0 < 161.0", "coverage", json!(80)),
        (r#"facts["open-issues"] < 3"#, "open-issues", json!(2)),
        (r#"facts["open-issues"] * 2 == 4"#, "open-issues", json!(2)),
        ("facts.licensed", "licensed", json!(true)),
        ("!facts.licensed", "licensed", json!(false)),
        (r#"facts.licence in ["MIT", "Apache-2.0"] && facts.licence.startsWith("M")"#, "licence", json!("MIT")),
        (r#"size(facts.languages) == 2 && facts.languages.exists(l, l == "rust")"#, "languages", json!(["go", "rust"])),
        (r#"within(facts.security.tested, "30d")"#, "security.tested", json!("1970-01-01T12:00:00Z")),
        (r#"older_than(facts["security.tested"], "12h")"#, "security.tested", json!("1970-01-01T12:00:00Z")),
        (r#"within(as_of.coverage, "2d") && as_of.coverage != null"#, "coverage", json!(1)),
        (r#"older_than(as_of["open-issues"], "24h")"#, "open-issues", json!(1)),
        ("facts.coverage == null", "licensed", json!(true)),
        ("null != facts.licensed && as_of.coverage == null", "licensed", json!(true)),
        (r#"facts["open-issues"] == 0 || facts.licensed"#, "licensed", json!(true)),
        ("facts.coverage == null || facts.coverage > 3", "licensed", json!(true)),
        ("facts.languages == null ? true : size(facts.languages) > 1", "licensed", json!(true)),
    ] {
        let found = said(expression, &[(name, value, 0)]);
        assert_eq!(found.outcome, Outcome::Pass, "{expression}: {}", found.message);
    }
}

#[test]
fn names_and_types_are_checked_against_what_is_declared() {
    for (expression, problem) in [
        ("facts.covrage >= 80", "no FactType declares the fact covrage; did you mean coverage?"),
        (r#"older_than(as_of.licnsed, "1d")"#, "no FactType declares the fact licnsed; did you mean licensed?"),
        ("facts.weather", "no FactType declares the fact weather"),
        (
            "size(facts) > 0",
            r#"facts needs the name of a fact, written down, as in facts.coverage or facts["open-issues"]"#,
        ),
        (
            "facts[entity.name] == 1",
            r#"facts needs the name of a fact, written down, as in facts.coverage or facts["open-issues"]"#,
        ),
        (
            r#"facts.coverage >= "80""#,
            "facts.coverage is a number with decimals and \"80\" is text: neither comes before the other; write 80 without quotes",
        ),
        (
            "facts.coverage",
            "it comes to a number with decimals, and a condition has to come to true or false; compare it with something",
        ),
        (
            "facts.security.tested",
            r#"facts.security.tested is a moment, of which a rule sees only how long ago it was; write older_than(facts.security.tested, "30d"), within(facts.security.tested, "30d") or facts.security.tested != null"#,
        ),
        (
            "has(facts.coverage)",
            "has(facts.coverage) is not needed: it is always there, and null where nobody supplied it; write facts.coverage != null",
        ),
        (
            "facts.coverage.percent > 1",
            "facts.coverage, a number with decimals, has no field percent; only maps and the entries of lists have fields",
        ),
    ] {
        assert_eq!(refused(expression), problem, "{expression}");
    }
    assert_eq!(refused("entity.tags.exists(facts, facts == 'a')"), "", "a loop's variable may be called so");
}

#[test]
fn what_nobody_pushed_makes_the_rule_unknown_and_says_who_can() {
    for (expression, fact) in [
        (r#"facts["open-issues"] < 3"#, "facts.open-issues"),
        (r#"facts["open-issues"] == 0"#, "facts.open-issues"),
        (r#"facts["open-issues"] != 0"#, "facts.open-issues"),
        (r#"facts.licence in ["MIT"]"#, "facts.licence"),
        ("size(facts.languages) == 0", "facts.languages"),
        ("facts.languages.all(l, l != 'c')", "facts.languages"),
        ("'c' in facts.languages", "facts.languages"),
        ("facts.licensed", "facts.licensed"),
        ("!facts.licensed", "facts.licensed"),
        (r#"older_than(as_of.licensed, "1d")"#, "as_of.licensed"),
    ] {
        let found = said(expression, &[]);
        assert_eq!(found.outcome, Outcome::Unknown, "{expression}");
        assert_eq!(found.message, format!("Could not be judged: {fact} has no value."), "{expression}");
        assert_eq!(found.missing[0].fact, fact);
        assert!(found.missing[0].supplied_by.contains("POST /api/v1/facts"), "{}", found.missing[0].supplied_by);
    }
    let owned = said(r#"facts["open-issues"] < 3"#, &[]);
    assert!(owned.missing[0].supplied_by.ends_with("; group:default/quality answers for it"));
}

#[test]
fn a_value_expires_at_its_moment_and_not_before() {
    let pushed = [("coverage", json!(81.5), 5 * DAY)];
    let held = evaluated("facts.coverage >= 80", &pushed, 35 * DAY - 1);
    assert_eq!((held.results[0].rules[0].outcome, held.deadline), (Outcome::Pass, Some(35 * DAY)));
    let expired = evaluated("facts.coverage >= 80", &pushed, 35 * DAY);
    let rule = &expired.results[0].rules[0];
    assert_eq!((rule.outcome, expired.deadline), (Outcome::Unknown, None));
    assert_eq!(
        rule.message,
        "Could not be judged: facts.coverage is not known: it expired; the last value is of 1970-01-06T00:00:00Z, and \
         one holds for 30d."
    );
    assert_eq!(rule.missing[0].fact, "facts.coverage");
    let aged = evaluated(r#"older_than(as_of.coverage, "30d")"#, &pushed, 35 * DAY);
    assert_eq!(aged.results[0].rules[0].outcome, Outcome::Pass, "since when it was so is known all the same");
}

#[test]
fn a_value_of_a_type_that_was_declared_before_is_unknown() {
    let found = said("facts.coverage >= 80", &[("coverage", json!("much"), 0)]);
    assert_eq!(
        found.message,
        "Could not be judged: facts.coverage is not known: what was pushed is no number, which it is declared to be."
    );
}

#[test]
fn evidence_and_messages_show_values_as_they_were_pushed() {
    let mut told = rule("facts.coverage >= 80");
    told.pass_message = "{facts.coverage} % as of {as_of.coverage}.".to_owned();
    let definition = ScorecardDefinition { name: "tried".to_owned(), rules: vec![told], ..Default::default() };
    let (engine, errors) = Engine::with_facts(vec![definition], declared());
    assert_eq!(errors, []);
    for (value, shown) in [(json!(81.5), "81.5"), (json!(90), "90")] {
        let around = Placed { pushed: [("coverage", (value.clone(), 0))].into(), ..Placed::default() };
        let found = engine.evaluate(&Facts { around: &around, now: DAY, ..Facts::of(&bare()) });
        let found = &found[0].rules[0];
        assert_eq!(found.message, format!("{shown} % as of 1970-01-01T00:00:00Z."));
        assert_eq!(found.evidence["facts.coverage"], value);
    }
}

#[test]
fn only_rules_that_read_a_fact_are_judged_when_it_comes() {
    let definitions = ["facts.coverage >= 80", "facts.licensed", "entity.title == null"].map(rule);
    let rules = definitions.into_iter().zip(["a", "b", "c"]);
    let rules = rules.map(|(rule, id)| scorecards::RuleDefinition { id: id.to_owned(), ..rule }).collect();
    let definition = ScorecardDefinition { name: "tried".to_owned(), rules, ..Default::default() };
    let (engine, _) = Engine::with_facts(vec![definition], declared());
    let around = Placed { pushed: [("coverage", (json!(90), 0))].into(), ..Placed::default() };
    let entity = bare();
    let facts = Facts { around: &around, now: DAY, ..Facts::of(&entity) };
    let judge = engine.judge();
    let all = judge.of(&facts, None, &[]);
    let known = all.standings[0].rules.iter().map(|(_, verdict)| Some(*verdict)).collect();
    let past = [Past { level: None, rules: PastRules::Applied(known) }];
    let groups = FactGroup::of_pushed("coverage").into();
    let again = judge.of(&facts, Some(groups), &past);
    assert_eq!((all.evaluated, again.evaluated), (3, 1));
    assert_eq!(again.standings, all.standings);
}

#[test]
fn scorecards_mean_the_same_facts_until_these_are_declared_otherwise() {
    let definition = |expression: &str| {
        vec![ScorecardDefinition { name: "tried".to_owned(), rules: vec![rule(expression)], ..Default::default() }]
    };
    let other = |name: &str, value_type| {
        let renewed = DeclaredFact { value_type, ..DeclaredFact::clone(declared().get("coverage").unwrap()) };
        let renewed = DeclaredFact { name: name.to_owned(), ..renewed };
        declared()
            .iter()
            .map(|fact| DeclaredFact::clone(fact))
            .filter(|fact| fact.name != name)
            .chain([renewed])
            .collect()
    };
    let with = |expression: &str, declared: DeclaredFacts| Engine::with_facts(definition(expression), declared).0;
    let same = |expression: &str, declared_otherwise: DeclaredFacts| {
        with(expression, declared()).means_the_same_facts("tried", &with(expression, declared_otherwise))
    };
    assert!(same("facts.coverage >= 80", declared()));
    assert!(!same("facts.coverage >= 80", other("coverage", ValueType::Integer)));
    assert!(same("facts.licensed", other("coverage", ValueType::Integer)));
    assert!(!same("facts.fresh > 1", other("fresh", ValueType::Integer)), "it was declared since");
}

#[test]
fn what_others_declare_is_open_while_one_scorecard_is_read_and_tried() {
    let case = |facts: Value, outcome: &str| {
        let reading = read(&json!({
            "metadata": {"name": "tried"},
            "spec": {
                "rules": [{
                    "id": "tested", "title": "Tested", "failMessage": "Only {facts.coverage} %.",
                    "expression": "facts.coverage >= 80 && within(facts.pentest, '365d') && within(as_of.coverage, '7d')",
                }],
                "tests": [{"name": "so", "facts": facts, "now": "2026-12-01T00:00:00Z", "expect": {"tested": outcome}}],
            },
        }));
        assert_eq!(reading.problems, []);
        let definition = reading.definition.unwrap();
        for declared in [DeclaredFacts::default(), declared()] {
            assert_eq!(Trial::new(&definition, &declared).run(&reading.tests[0]), [], "{facts}");
        }
    };
    let facts = |coverage: f64, pentest: &str| json!({"facts.coverage": coverage, "facts.pentest": pentest, "as_of.coverage": "2026-11-30T00:00:00Z"});
    case(facts(81.5, "2026-06-01T00:00:00Z"), "pass");
    case(facts(79.5, "2026-06-01T00:00:00Z"), "fail");
    case(facts(81.5, "2024-06-01T00:00:00Z"), "fail");
    case(json!({"facts.pentest": "2026-06-01T00:00:00Z"}), "unknown");
}

#[test]
fn what_a_type_cannot_say_is_told_at_its_field() {
    for (descriptor, pointer, message) in [
        (json!({"metadata": {"name": "a"}, "spec": {}}), "/spec/type", "the fact type has no `type`"),
        (
            json!({"metadata": {"name": "a"}, "spec": {"type": "percent"}}),
            "/spec/type",
            "the fact type: `type` is \"percent\"",
        ),
        (
            json!({"metadata": {"name": "Über"}, "spec": {"type": "number"}}),
            "/metadata/name",
            "the fact type: `name` is \"Über\", which is no name of a fact",
        ),
        (
            json!({"metadata": {"name": "a"}, "spec": {"type": "number", "maxAge": "1 month"}}),
            "/spec/maxAge",
            "the fact type: `maxAge` is \"1 month\", which is no duration",
        ),
        (
            json!({"metadata": {"name": "a"}, "spec": {"type": "number", "maxAge": 30}}),
            "/spec/maxAge",
            "the fact type: `maxAge` is 30, which is no duration",
        ),
        (json!({"metadata": {"name": "a"}}), "/spec", "the fact type has no `spec`"),
        (json!([]), "", "the fact type is not a map"),
    ] {
        let reading = read_fact_type(&descriptor);
        let problem = &reading.problems[0];
        assert_eq!((problem.pointer.as_str(), problem.message.as_str()), (pointer, message));
        assert!(reading.fact.is_none() && problem.code.name == "fact-type-field");
    }
}

#[test]
fn values_are_checked_by_their_type() {
    let long = "x".repeat(1_001);
    for (value_type, value, wrong) in [
        (ValueType::Number, json!(1), None),
        (ValueType::Number, json!("1"), Some("it is text; write a number")),
        (ValueType::Integer, json!(1.5), Some("it is a number with decimals; write a whole number")),
        (ValueType::Boolean, json!(null), Some("it is null; write true or false")),
        (ValueType::Timestamp, json!("yesterday"), Some("it is text; write a moment such as \"2026-12-01T09:30:00Z\"")),
        (ValueType::ListOfStrings, json!(["a", 1]), Some("it is a list; write a list of texts")),
        (ValueType::String, json!(long), Some("it is too long: a text may have 1000 bytes, and a list 100 entries")),
        (
            ValueType::ListOfStrings,
            json!(vec!["a"; 101]),
            Some("it is too long: a text may have 1000 bytes, and a list 100 entries"),
        ),
    ] {
        assert_eq!(value_type.check(&value).err().map(|wrong| wrong.to_string()).as_deref(), wrong, "{value}");
    }
}
