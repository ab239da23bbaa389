//! What is refused when definitions are loaded, and what an evaluation says that fails.

use catalog_schema::model::{Entity, Link, LinkType};
use catalog_schema::wire::Outcome;
use scorecards::{Engine, ExpressionProblem, builtin_scorecards, facts};
use serde_json::{Value, json};

use crate::support::{bare, engine, rule, tried};

fn refused(expression: &str) -> ExpressionProblem {
    let (_, mut errors) = engine(rule(expression));
    assert_eq!(errors.len(), 1, "{expression} is accepted");
    errors.remove(0).error.problem
}

#[test]
fn the_built_in_definitions_are_right() {
    assert_eq!(Engine::new(builtin_scorecards()).1, []);
}

#[test]
fn a_broken_expression_is_refused_and_its_rule_is_unknown_with_the_reason() {
    let (_, errors) = engine(rule("entity.description !="));
    let error = errors[0].to_string();
    assert!(error.starts_with("rule tried of scorecard tried: expression: not a CEL expression:"), "{error}");

    let result = tried(rule("entity.description !="), &bare());
    assert_eq!(result.outcome, Outcome::Unknown);
    assert!(result.message.starts_with("Could not be judged: the rule's expression is wrong:"), "{}", result.message);
    assert_eq!(result.fix, None, "nothing that the entity's owner could mend");
}

#[test]
fn names_that_are_no_facts_are_refused_with_the_nearest() {
    let error = refused("entity.descripton != null");
    assert_eq!(error.to_string(), "entity.descripton is not a fact; did you mean entity.description?");
    for expression in ["entity != null", "weather.sunny", "entity.tags.exists(t, u == 'a')", "[x]", "{'a': x}"] {
        assert!(matches!(refused(expression), ExpressionProblem::UnknownFact { .. }), "{expression}");
    }
}

#[test]
fn has_is_told_what_to_write_instead() {
    assert_eq!(
        refused("has(entity.title)").to_string(),
        "has(entity.title) is not needed: it is always there, and null where nobody supplied it; write entity.title \
         != null"
    );
}

#[test]
fn a_list_of_a_maps_keys_is_refused_because_it_has_no_order() {
    let expected = ExpressionProblem::NoOrder("entity.labels".to_owned());
    assert_eq!(refused("entity.labels.map(k, k)[0] == 'a'"), expected);
    let entity = Entity { labels: [("team".to_owned(), "a".to_owned())].into(), ..bare() };
    assert_eq!(tried(rule("entity.labels.all(k, k != '')"), &entity).outcome, Outcome::Pass);
}

#[test]
fn every_fact_can_be_named_in_an_expression() {
    for fact in facts() {
        assert_eq!(engine(rule(&format!("{} == null", fact.name))).1, [], "{}", fact.name);
    }
}

#[test]
fn what_is_no_answer_is_unknown() {
    let entity = Entity { custom_fields: [("owner".to_owned(), json!("ada"))].into(), ..bare() };
    let result = tried(rule("dyn(entity.custom).owner"), &entity);
    assert_eq!(result.outcome, Outcome::Unknown);
    assert_eq!(result.message, "Could not be judged: it comes to a value of type string, not to true or false.");
}

#[test]
fn a_fact_that_nobody_supplied_makes_a_comparison_unknown_and_names_the_fact() {
    let result = tried(rule("entity.tier <= 2"), &bare());
    assert_eq!(result.outcome, Outcome::Unknown);
    assert_eq!(result.message, "Could not be judged: entity.tier has no value.");
    assert_eq!(Value::Object(result.evidence), json!({"entity.tier": null}));
}

#[test]
fn a_failed_evaluation_is_told_in_words_and_without_values() {
    let maps = json!({"x": {"a": 1, "b": 2}});
    let entity = Entity { custom_fields: [("of".to_owned(), maps)].into(), ..bare() };
    for (expression, said) in [
        ("entity.labels.team == 'a'", "there is no entry team in what is looked into"),
        ("entity.tags[3] == 'a'", "a list has no entry at the place that is asked for"),
        ("1 / size(entity.tags) == 1", "it divides by zero"),
        ("entity.custom.of.x + 1 == 2", "add does not join map and int"),
        ("entity.title.trim() == ''", "entity.title has no value"),
        ("entity.tier + 1 == 2", "entity.tier has no value"),
    ] {
        let result = tried(rule(expression), &entity);
        assert_eq!(result.outcome, Outcome::Unknown, "{expression}");
        assert_eq!(result.message, format!("Could not be judged: {said}."), "{expression}");
    }
}

#[test]
fn the_first_case_that_matches_is_told_with_its_values() {
    let mut tiers = rule("entity.tier == 1");
    tiers.failures[0].when = Some("entity.tier == null".to_owned());
    let mut other = tiers.failures[0].clone();
    other.when = None;
    other.message = "Tier {entity.tier} of {entity.ref}, tags {entity.tags}, labels {entity.labels}.".to_owned();
    tiers.failures.push(other);
    let labels = ["b", "c", "a"].map(|key| (key.to_owned(), "1".to_owned()));
    let entity = Entity { tier: Some(3), tags: vec!["x".to_owned()], labels: labels.into(), ..bare() };
    assert_eq!(
        tried(tiers, &entity).message,
        r#"Tier 3 of component:default/orders, tags ["x"], labels {"a":"1","b":"1","c":"1"}."#
    );
}

#[test]
fn a_message_is_checked_like_a_rule() {
    let mut unclosed = rule("true");
    unclosed.pass_message = "Owned by {owner.ref".to_owned();
    let (_, errors) = engine(unclosed);
    assert_eq!(
        (errors[0].part.as_str(), &errors[0].error.problem),
        ("passMessage", &ExpressionProblem::OpenPlaceholder)
    );

    let mut unknown = rule("true");
    unknown.failures[0].message = "{owner.mood}".to_owned();
    assert_eq!(engine(unknown).1[0].part, "failures[0].message");
}

#[test]
fn lists_maps_and_links_can_be_looked_into() {
    let link = Link {
        url: "https://grafana.example/d/orders".to_owned(),
        title: None,
        icon: None,
        link_type: LinkType::Dashboard,
    };
    let entity = Entity {
        tags: vec!["java".to_owned()],
        labels: [("team".to_owned(), "checkout".to_owned())].into(),
        links: vec![link],
        ..bare()
    };
    for expression in [
        "'java' in entity.tags",
        "entity.labels['team'] == 'checkout'",
        "entity.labels.team == 'checkout'",
        "has(entity.labels.team) && !has(entity.labels.stage)",
        "entity.links.exists(l, l.type == 'dashboard' && l.url.startsWith('https://') && l.title == null)",
        "entity.tags.map(t, t.upperAscii()) == ['JAVA']",
    ] {
        let result = tried(rule(expression), &entity);
        assert_eq!(result.outcome, Outcome::Pass, "{expression}: {}", result.message);
    }
    let evidence = tried(rule("entity.labels.team == 'checkout'"), &entity).evidence;
    assert_eq!(Value::Object(evidence), json!({"entity.labels": {"team": "checkout"}}));
}
