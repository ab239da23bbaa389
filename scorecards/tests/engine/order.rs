//! Scorecards that read the levels of others.

use catalog_schema::wire::Outcome;
use scorecards::{AppliesTo, DefinitionError, Engine, Facts, LevelDefinition, RuleDefinition, ScorecardDefinition};

use crate::support::{bare, rule};

/// A scorecard of one level, which takes this.
fn card(name: &str, expression: &str) -> ScorecardDefinition {
    let level = LevelDefinition { name: "gold".to_owned(), title: "Gold".to_owned(), color: None };
    ScorecardDefinition {
        name: name.to_owned(),
        title: name.to_owned(),
        levels: vec![level],
        rules: vec![RuleDefinition { level: Some("gold".to_owned()), ..rule(expression) }],
        ..ScorecardDefinition::default()
    }
}

fn outcomes(cards: Vec<ScorecardDefinition>) -> (Vec<(String, Outcome)>, Vec<DefinitionError>) {
    let (engine, errors) = Engine::new(cards);
    let entity = bare();
    let results = engine.evaluate(&Facts::of(&entity));
    (results.into_iter().map(|result| (result.scorecard, result.rules[0].outcome)).collect(), errors)
}

#[test]
fn what_is_read_is_evaluated_before_and_listed_in_its_place() {
    for read in [
        "levels.last == 'gold'",
        "levels['last'] == 'gold'",
        "'last' in levels",
        "levels[?'last'].hasValue()",
        "has(levels.last)",
    ] {
        let (found, errors) =
            outcomes(vec![card("first", read), card("middle", "levels.first == 'gold'"), card("last", "true")]);
        assert_eq!(errors, [], "{read}");
        let expected = ["first", "middle", "last"].map(|name| (name.to_owned(), Outcome::Pass));
        assert_eq!(found, expected, "{read}");
    }
}

#[test]
fn a_key_that_is_not_written_down_reads_all_others() {
    let (found, errors) = outcomes(vec![card("first", "levels.exists(l, levels[l] == 'gold')"), card("last", "true")]);
    assert_eq!(errors, []);
    assert_eq!(found[0].1, Outcome::Pass);
}

#[test]
fn definitions_keep_their_order() {
    let (engine, _) = Engine::new(vec![card("first", "levels.last == 'gold'"), card("last", "true")]);
    let names: Vec<&str> = engine.definitions().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["first", "last"]);
}

#[test]
fn what_waits_for_itself_is_refused_with_all_who_wait() {
    let (found, errors) = outcomes(vec![
        card("a", "levels.b == 'gold'"),
        card("b", "levels.c == 'gold'"),
        card("c", "levels.a == 'gold'"),
        card("d", "levels.a == 'gold' || true"),
    ]);
    let said: Vec<String> = errors.iter().map(DefinitionError::to_string).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert_eq!(
        said[0],
        "rule tried of scorecard a: expression: scorecards cannot wait for each other's levels: a reads b reads c reads a"
    );
    assert_eq!(
        found.iter().map(|(_, outcome)| *outcome).collect::<Vec<_>>(),
        [Outcome::Unknown, Outcome::Unknown, Outcome::Unknown, Outcome::Pass]
    );
    let (_, errors) = outcomes(vec![card("a", "levels.a != 'gold'")]);
    assert!(errors[0].to_string().ends_with("each other's levels: a reads a"), "{}", errors[0]);
}

#[test]
fn a_level_of_a_scorecard_that_there_is_not_is_refused_with_the_nearest() {
    let (_, errors) = outcomes(vec![card("readiness", "true"), card("b", "levels['redyness'] == 'gold'")]);
    assert_eq!(
        errors[0].to_string(),
        "rule tried of scorecard b: expression: there is no scorecard redyness; did you mean readiness?"
    );
    assert_eq!(errors[0].error.span, 7..17);
    let mut told = card("b", "true");
    told.rules[0].pass_message = "At {levels.nowhere}.".to_owned();
    let (_, errors) = outcomes(vec![told]);
    assert_eq!((errors[0].part.as_str(), errors[0].error.span.clone()), ("passMessage", 4..18));
}

#[test]
fn a_condition_that_waits_for_itself_makes_its_scorecard_apply_to_nobody() {
    let mut when = card("a", "true");
    when.applies_to = AppliesTo { when: Some("levels.a == 'gold'".to_owned()), ..AppliesTo::default() };
    let (found, errors) = outcomes(vec![when]);
    assert_eq!((errors[0].part.as_str(), found.len()), ("appliesTo.when", 0));
}
