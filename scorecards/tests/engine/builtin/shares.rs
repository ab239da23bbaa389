//! What of its weight a failing rule still gives.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::wire::Outcome;
use scorecards::{MeasureFacts, Related, TransitiveFacts};

use super::case::{alone, judged, known, link, linked, owned, related, service, unknown};
use crate::support::{Placed, bare, of_kind};

/// Points for failing like this.
fn earned(rule: &str, (entity, around): (Entity, Placed)) -> u32 {
    let result = judged(rule, &entity, &around);
    assert_eq!(result.outcome, Outcome::Fail, "{rule}: {}", result.message);
    result.earned
}

#[test]
fn dependencies_cost_points_by_their_number() {
    let needing = |dependencies| {
        let measures = MeasureFacts { dependencies, ..MeasureFacts::default() };
        earned("few-dependencies", (bare(), Placed { measures, ..Placed::default() }))
    };
    assert_eq!([16, 20, 21, 30, 31].map(needing), [6, 6, 3, 3, 0]);
}

#[test]
fn a_chain_costs_points_by_its_length() {
    let deep = |depth| {
        let transitive = Some(TransitiveFacts { depth, ..TransitiveFacts::default() });
        earned("short-dependency-chain", (bare(), Placed { transitive, ..Placed::default() }))
    };
    assert_eq!([9, 12, 13].map(deep), [2, 2, 0]);
}

#[test]
fn a_description_that_is_too_short_is_better_than_one_that_is_to_come() {
    let described =
        |text: &str| earned("description-is-telling", alone(Entity { description: Some(text.to_owned()), ..bare() }));
    assert_eq!(described("The orders service."), 7);
    assert_eq!(described("Orders"), 0);
    assert_eq!(described("TODO: write down what this is for."), 0);
}

#[test]
fn some_of_what_is_named_is_better_than_nothing() {
    for (rule, relation, half) in [
        ("dependencies-exist", Related::Dependencies, 2),
        ("provided-apis-described", Related::ProvidedApis, 5),
        ("consumed-apis-exist", Related::ConsumedApis, 2),
    ] {
        let some = [known("component:default/a"), unknown("component:default/b")];
        assert_eq!(earned(rule, related(alone(service()), relation, &some)), half, "{rule}");
        assert_eq!(earned(rule, related(alone(service()), relation, &some[1..])), 0, "{rule}");
    }
}

#[test]
fn what_is_nearly_what_is_asked_for_gives_a_part() {
    let with = |entity: Entity, to| linked(entity, &[link(to, "https://example.com")]);
    assert_eq!(earned("has-documentation", alone(with(bare(), LinkType::Runbook))), 5);
    assert_eq!(earned("api-has-definition", alone(with(of_kind("API"), LinkType::Documentation))), 7);
    let critical = Entity { tier: Some(1), ..bare() };
    assert_eq!(earned("owner-on-call", owned(with(critical, LinkType::OnCall))), 5);
}
