//! Whether what runs can be operated.

use catalog_schema::model::{Entity, Link, LinkType};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::Outcome::{self, Fail, Pass, Unknown};
use scorecards::{Facts, MeasureFacts, OwnerFacts, Related, RelatedFacts};

use super::case::{
    Case, ENGINE, alone, ana, annotated, in_repository, known, link, linked, lived, living, owned, owned_by, related,
    service, team, unknown,
};
use crate::support::{Placed, bare, owned_by_payments};

fn with(links: &[Link]) -> (Entity, Placed) {
    alone(linked(service(), links))
}

fn needing(lifecycle: Option<&str>, others: &[RelatedFacts]) -> (Entity, Placed) {
    let entity = Entity { lifecycle: lifecycle.map(str::to_owned), ..service() };
    related(alone(entity), Related::Dependencies, others)
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_the_entity();
    cases.extend(of_the_owner());
    cases.extend(of_the_dependencies());
    cases.extend(of_the_repository());
    cases
}

fn of_the_repository() -> Vec<Case> {
    let ci = [("GitHub Actions".to_owned(), ".github/workflows/ci.yml".to_owned())].into();
    let built = RepositoryFacts { ci, ..RepositoryFacts::default() };
    let committed = |at: Option<i64>| {
        in_repository(service(), RepositoryFacts { last_commit_at: at, ..RepositoryFacts::default() })
    };
    vec![
        Case::new(
            "built-by-ci",
            in_repository(service(), built),
            Pass,
            "Files of pipelines: {\"GitHub Actions\":\".github/workflows/ci.yml\"}",
        ),
        Case::new("built-by-ci", committed(None), Fail, "Its repository has no file of a pipeline that is known."),
        Case::new("built-by-ci", alone(service()), Unknown, "repository.ci"),
        Case::new("still-maintained", committed(Some(0)), Pass, "The last commit is of 1970-01-01T00:00:00Z."),
        Case::new(
            "still-maintained",
            committed(Some(-63_158_400_000)),
            Fail,
            "The last commit is of 1968-01-01T00:00:00Z, more than a year ago.",
        ),
        Case::new("still-maintained", committed(None), Unknown, "repository.last_commit_at"),
        Case::new("still-maintained", alone(service()), Unknown, "repository.last_commit_at"),
    ]
}

fn of_the_entity() -> Vec<Case> {
    let other = link(LinkType::Other, "https://example.com");
    let needed = Placed { measures: MeasureFacts { dependents: 7, ..Default::default() }, ..Placed::default() };
    let links = |rule, link_type, url, said| Case::new(rule, with(&[link(link_type, url)]), Pass, said);
    let noted = |rule, key, said| Case::new(rule, alone(annotated(service(), key, "shop/orders")), Pass, said);
    vec![
        Case::new("lifecycle-declared", alone(living(service(), "production")), Pass, "Its lifecycle is production."),
        Case::new("lifecycle-declared", alone(service()), Fail, "It does not say in which lifecycle it is."),
        Case::new("tier-declared", alone(Entity { tier: Some(2), ..service() }), Pass, "It is of tier 2."),
        Case::new("tier-declared", (service(), needed), Fail, "It has no tier, and 7 entities depend on it directly."),
        Case::new("tier-declared", alone(service()), Fail, "It has no tier."),
        links(
            "has-repository",
            LinkType::Repository,
            "https://git.example.com/orders",
            "Its source code is at https://git.example.com/orders",
        ),
        noted("has-repository", "github.com/project-slug", "An annotation says where its source code is."),
        Case::new(
            "has-repository",
            with(&[other.clone(), other.clone()]),
            Fail,
            "None of its links (2) is one to a repository.",
        ),
        Case::new(
            "has-repository",
            alone(service()),
            Fail,
            "It has neither a link to a repository nor an annotation that names one.",
        ),
        links(
            "has-runbook",
            LinkType::Runbook,
            "https://handbook.example.com/runbooks/orders",
            "The runbook is at https://handbook.example.com/runbooks/orders",
        ),
        Case::new(
            "has-runbook",
            with(&[link(LinkType::Documentation, "https://docs.example.com/orders")]),
            Fail,
            "There is documentation (https://docs.example.com/orders), but no link to a runbook.",
        ),
        Case::new("has-runbook", alone(service()), Fail, "There is no link to a runbook."),
        links(
            "has-dashboard",
            LinkType::Dashboard,
            "https://grafana.example.com/d/orders",
            "The dashboard is at https://grafana.example.com/d/orders",
        ),
        noted("has-dashboard", "grafana/dashboard-selector", "An annotation names its dashboard."),
        Case::new("has-dashboard", with(&[other.clone(), other]), Fail, "None of its links (2) is one to a dashboard."),
        Case::new(
            "has-dashboard",
            alone(service()),
            Fail,
            "It has neither a link to a dashboard nor an annotation that names one.",
        ),
    ]
}

fn of_the_owner() -> Vec<Case> {
    let inherited = OwnerFacts { declared: None, exists: false, kind: None, ..owned_by_payments(true) };
    let rota = link(LinkType::OnCall, "https://oncall.example.com/rotas/payments");
    vec![
        Case::new("has-owner-in-effect", owned(service()), Pass, "It is owned by group:default/payments."),
        Case::new(
            "has-owner-in-effect",
            owned_by(service(), inherited.clone()),
            Pass,
            "It is owned by group:default/payments, which it inherits.",
        ),
        Case::new(
            "has-owner-in-effect",
            alone(service()),
            Fail,
            "Nobody owns it: neither its descriptor nor its system, its domain or CODEOWNERS names an owner.",
        ),
        Case::new(
            "on-call-reachable",
            with(&[link(LinkType::OnCall, "https://oncall.example.com/rotas/orders")]),
            Pass,
            "Who is on call: https://oncall.example.com/rotas/orders",
        ),
        Case::new(
            "on-call-reachable",
            owned_by(service(), team(4, &[rota])),
            Pass,
            "Who is on call for group:default/payments: https://oncall.example.com/rotas/payments",
        ),
        Case::new(
            "on-call-reachable",
            owned(Entity { tier: Some(4), ..service() }),
            Pass,
            "Tier 4 needs nobody on call.",
        ),
        Case::new(
            "on-call-reachable",
            owned(annotated(service(), "pagerduty.com/service-id", "PX4T2QA")),
            Pass,
            "An annotation says who is on call.",
        ),
        Case::new(
            "on-call-reachable",
            alone(service()),
            Fail,
            "It has no link to who is on call, and nobody owns it who could be.",
        ),
        Case::new(
            "on-call-reachable",
            owned(service()),
            Fail,
            "Neither it nor group:default/payments has a link to who is on call.",
        ),
        Case::new("team-of-two", owned(service()), Pass, "The catalog knows 4 people in group:default/payments."),
        Case::new(
            "team-of-two",
            owned_by(service(), team(0, &[])),
            Fail,
            "The catalog knows nobody in group:default/payments.",
        ),
        Case::new("team-of-two", owned_by(service(), ana()), Fail, "It is owned by one person, user:default/ana."),
        Case::new(
            "team-of-two",
            owned_by(service(), team(1, &[])),
            Fail,
            "The catalog knows one person in group:default/payments, and one is not enough to take turns.",
        ),
        Case::new("team-of-two", owned_by(service(), owned_by_payments(false)), Unknown, "owner.members"),
        Case::new(
            "team-of-two",
            owned_by(service(), OwnerFacts { members: Some(4), ..inherited }),
            Pass,
            "The catalog knows 4 people in group:default/payments.",
        ),
    ]
}

fn of_the_dependencies() -> Vec<Case> {
    let coupons = unknown("component:default/coupons");
    let old = || lived("component:default/guest-accounts", "deprecated");
    let new = || lived("component:default/fraud-check", "experimental");
    vec![
        Case::new("dependencies-exist", alone(service()), Pass, "It depends on nothing."),
        Case::new(
            "dependencies-exist",
            needing(None, &vec![known("component:default/cart"); 4]),
            Pass,
            "All that it depends on is in the catalog (4).",
        ),
        Case::new(
            "dependencies-exist",
            needing(None, &[coupons]),
            Fail,
            "It depends on what the catalog does not have: component:default/coupons",
        ),
        Case::new(
            "dependencies-stay",
            needing(Some("production"), &[known("component:default/cart")]),
            Pass,
            "Nothing that it depends on is deprecated or experimental.",
        ),
        Case::new(
            "dependencies-stay",
            needing(Some("experimental"), &[old()]),
            Pass,
            "It is not in production, but experimental.",
        ),
        Case::new(
            "dependencies-stay",
            needing(Some("production"), &[old(), new()]),
            Fail,
            "It is in production and depends on what is deprecated: component:default/guest-accounts",
        ),
        Case::new(
            "dependencies-stay",
            needing(Some("production"), &[new()]),
            Fail,
            "It is in production and depends on experiments: component:default/fraud-check",
        ),
        Case::new("dependencies-stay", needing(None, &[old()]), Unknown, "entity.lifecycle"),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}

#[test]
fn levels_are_climbed_one_by_one() {
    let level = |(entity, around): (Entity, Placed)| {
        let results = ENGINE.evaluate(&Facts { around: &around, ..Facts::of(&entity) });
        results.into_iter().find(|result| result.scorecard == "production-readiness").unwrap().level
    };
    assert_eq!(level(owned(service())), None);
    let declared = Entity {
        lifecycle: Some("production".to_owned()),
        tier: Some(1),
        links: vec![link(LinkType::Repository, "https://git.example.com/orders")],
        ..service()
    };
    assert_eq!(level(owned(declared.clone())).unwrap(), "bronze");
    let mut operated = declared;
    operated.links.extend([LinkType::Runbook, LinkType::Dashboard, LinkType::OnCall].map(|to| link(to, "https://x.y")));
    assert_eq!(level(owned_by(operated.clone(), team(1, &[]))).unwrap(), "silver");
    assert_eq!(level(owned(operated)).unwrap(), "gold");
}

#[test]
fn it_is_about_what_runs() {
    let concerned = |entity_type: Option<&str>| {
        let entity = Entity { entity_type: entity_type.map(str::to_owned), ..bare() };
        let results = ENGINE.evaluate(&Facts::of(&entity));
        results.iter().any(|result| result.scorecard == "production-readiness")
    };
    assert!(concerned(Some("service")) && concerned(Some("Website")));
    assert!(!concerned(Some("library")) && !concerned(None));
}

#[test]
fn experiments_leave_half_of_the_points() {
    let half = |others: &[RelatedFacts]| {
        let (entity, around) = needing(Some("production"), others);
        let result = super::case::judged("dependencies-stay", &entity, &around);
        assert_eq!(result.outcome, Outcome::Fail);
        (result.earned, result.weight)
    };
    assert_eq!(half(&[lived("component:default/fraud-check", "experimental")]), (5, 10));
    assert_eq!(half(&[lived("component:default/guest-accounts", "deprecated")]), (0, 10));
}
