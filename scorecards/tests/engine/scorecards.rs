//! What a scorecard adds up to, and whom it concerns.

use catalog_schema::model::Entity;
use scorecards::{Engine, Facts};

use crate::support::{bare, engine, of_kind, rule};

#[test]
fn ownership_and_documentation_concern_what_is_built_and_not_who_builds_it() {
    let engine = Engine::builtin();
    let concerned = |kind: &str| {
        let entity = of_kind(kind);
        let results = engine.evaluate(&Facts::of(&entity));
        ["ownership", "documentation"].map(|name| results.iter().any(|result| result.scorecard == name))
    };
    for kind in ["Component", "component", "API", "Resource", "System", "Domain"] {
        assert_eq!(concerned(kind), [true, true], "{kind}");
    }
    for kind in ["Group", "User", "Location", "Template", "Scorecard", "Cluster"] {
        assert_eq!(concerned(kind), [false, false], "{kind}");
    }
}

#[test]
fn points_are_the_weights_of_the_rules_that_hold() {
    let mut entity = of_kind("System");
    let documentation = |entity: &Entity| {
        let results = Engine::builtin().evaluate(&Facts::of(entity));
        let result = results.into_iter().find(|result| result.scorecard == "documentation").unwrap();
        (result.score, result.max)
    };
    // How telling a description is, cannot be judged without one.
    assert_eq!(documentation(&entity), (10 + 5, 20 + 10 + 5));
    entity.description = Some("Takes orders from the website and the phone line.".to_owned());
    assert_eq!(documentation(&entity), (50, 50));
}

#[test]
fn a_rule_that_cannot_be_judged_costs_no_points() {
    let (engine, _) = engine(rule("entity.tier < 3"));
    let entity = bare();
    let results = engine.evaluate(&Facts::of(&entity));
    assert_eq!((results[0].score, results[0].max), (0, 0));
}

#[test]
fn a_rule_may_concern_fewer_kinds_than_its_scorecard() {
    let mut apis = rule("true");
    apis.kinds = vec!["API".to_owned()];
    let (engine, _) = engine(apis);
    let rules_for = |entity: &Entity| engine.evaluate(&Facts::of(entity))[0].rules.len();
    assert_eq!((rules_for(&of_kind("API")), rules_for(&bare())), (1, 0));
}

#[test]
fn an_engine_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Engine>();
}
