//! How long ago something was, and until when a verdict stands.

use catalog_schema::model::Entity;
use catalog_schema::wire::{Outcome, RuleResult};
use scorecards::{Evaluation, Exemption, Facts, RecordFacts, RuleDefinition};

use crate::support::{Placed, bare, engine, engine_of, rule};

const DAY: i64 = 86_400_000;

/// What is said at a time of an entity that came into the catalog at another.
fn evaluated(rule: RuleDefinition, created_at: i64, now: i64) -> Evaluation {
    let (engine, errors) = engine(rule);
    assert_eq!(errors, []);
    let entity = bare();
    let record = RecordFacts { created_at, ..RecordFacts::default() };
    let around = Placed { record, ..Placed::default() };
    engine.evaluate_with_deadline(&Facts { around: &around, now, ..Facts::of(&entity) })
}

fn only(evaluation: &Evaluation) -> &RuleResult {
    &evaluation.results[0].rules[0]
}

#[test]
fn an_age_is_reached_at_its_moment_and_not_before() {
    for (expression, before, from) in [
        (r#"older_than(entity.created_at, "30d")"#, Outcome::Fail, Outcome::Pass),
        (r#"within(entity.created_at, "30d")"#, Outcome::Pass, Outcome::Fail),
    ] {
        let (created, reached) = (5 * DAY, 35 * DAY);
        let young = evaluated(rule(expression), created, reached - 1);
        assert_eq!((only(&young).outcome, young.deadline), (before, Some(reached)), "{expression}");
        let old = evaluated(rule(expression), created, reached);
        assert_eq!((only(&old).outcome, old.deadline), (from, None), "{expression}");
        assert_eq!(only(&old).evidence["entity.created_at"], "1970-01-06T00:00:00Z");
    }
}

#[test]
fn the_first_of_several_ages_is_the_deadline() {
    let both = r#"within(entity.created_at, "2w") && within(entity.created_at, "36h")"#;
    assert_eq!(evaluated(rule(both), 0, 0).deadline, Some(36 * DAY / 24));
    assert_eq!(evaluated(rule(both), 0, 2 * DAY).deadline, Some(14 * DAY), "the other one is still to come");
    assert_eq!(evaluated(rule("true"), 0, 0).deadline, None);
}

#[test]
fn a_message_shows_the_moment() {
    let mut told = rule("true");
    told.pass_message = "Here since {entity.created_at}.".to_owned();
    assert_eq!(only(&evaluated(told, DAY, DAY)).message, "Here since 1970-01-02T00:00:00Z.");
}

#[test]
fn a_rule_begins_to_count_with_its_day() {
    let announced = RuleDefinition { effective_from: Some("1970-01-11".to_owned()), ..rule("true") };
    let before = evaluated(announced.clone(), 0, 3 * DAY);
    assert_eq!((before.results[0].score, before.deadline), (0, Some(10 * DAY)));
    let since = evaluated(announced, 0, 10 * DAY);
    assert_eq!((since.results[0].score, since.deadline), (10, None));
}

#[test]
fn an_exemption_ends_with_its_last_day() {
    let entity = bare();
    let exemption = |of: &Entity| Exemption {
        entity: of.entity_ref(),
        rules: Vec::new(),
        reason: "Goes away.".to_owned(),
        approved_by: None,
        expires: Some("1970-01-11".to_owned()),
        granted: None,
    };
    let other = Entity { name: "other".to_owned(), ..bare() };
    let exempts = |of: &Entity, now: i64| {
        let (engine, _) = engine_of(scorecards::ScorecardDefinition {
            name: "tried".to_owned(),
            rules: vec![rule("false")],
            exemptions: vec![exemption(of)],
            ..scorecards::ScorecardDefinition::default()
        });
        let found = engine.evaluate_with_deadline(&Facts { now, ..Facts::of(&entity) });
        (only(&found).outcome, found.deadline)
    };
    assert_eq!(exempts(&entity, 10 * DAY), (Outcome::Exempt, Some(11 * DAY)));
    assert_eq!(exempts(&entity, 11 * DAY), (Outcome::Fail, None));
    assert_eq!(exempts(&other, 10 * DAY), (Outcome::Fail, None), "of somebody else");
}
