//! Whether it can change and fail by itself.

use catalog_schema::model::{Entity, EntityRef};
use catalog_schema::wire::Outcome::{Fail, Pass, Unknown};
use scorecards::{FindingFacts, MeasureFacts, Related, RelatedFacts, TransitiveFacts};

use super::case::{Case, alone, known, lived, living, related, unknown};
use crate::support::{Placed, bare, of_kind};

fn measured(transitive: TransitiveFacts) -> (Entity, Placed) {
    (bare(), Placed { transitive: Some(transitive), ..Placed::default() })
}

/// With this open finding, as its subject or on its path.
fn found(entity: Entity, rule: &str, is_subject: bool) -> (Entity, Placed) {
    let finding = FindingFacts { rule: rule.to_owned(), severity: "medium".to_owned(), is_subject };
    (entity, Placed { findings: Some(vec![finding]), ..Placed::default() })
}

/// Looked at, and nothing found.
fn sound(entity: Entity) -> (Entity, Placed) {
    (entity, Placed { findings: Some(Vec::new()), ..Placed::default() })
}

fn counted((entity, around): (Entity, Placed), dependents: u32, dependencies: u32) -> (Entity, Placed) {
    (entity, Placed { measures: MeasureFacts { dependents, dependencies, instability: None }, ..around })
}

fn tiered(tier: u8) -> Entity {
    Entity { tier: Some(tier), ..bare() }
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = of_the_graph();
    cases.extend(of_the_findings());
    cases
}

fn of_the_graph() -> Vec<Case> {
    let cyclic = || measured(TransitiveFacts { in_cycle: true, ..TransitiveFacts::default() });
    let payments = [known("component:default/payments")];
    let mutual = related(related(cyclic(), Related::Dependencies, &payments), Related::Dependents, &payments);
    let others = [known("component:default/pricing"), known("resource:default/orders-db")];
    let consuming = |apis: &[RelatedFacts]| related(alone(bare()), Related::ConsumedApis, apis);
    let deep = |depth| measured(TransitiveFacts { depth, ..TransitiveFacts::default() });
    let system = EntityRef::new("System", "default", "online-ordering");
    vec![
        Case::new(
            "no-dependency-cycle",
            measured(TransitiveFacts::default()),
            Pass,
            "Nothing that it depends on leads back to it.",
        ),
        Case::new("no-dependency-cycle", mutual, Fail, "It and component:default/payments depend on each other."),
        Case::new(
            "no-dependency-cycle",
            related(cyclic(), Related::Dependencies, &others),
            Fail,
            "One of the entities that it depends on (component:default/pricing, resource:default/orders-db) leads back \
             to it.",
        ),
        Case::new("no-dependency-cycle", alone(bare()), Unknown, "measures.in_cycle"),
        Case::new("few-dependencies", counted(alone(bare()), 0, 4), Pass, "It depends on 4 directly, and 15 may be."),
        Case::new("few-dependencies", counted(alone(bare()), 0, 23), Fail, "It depends on 23 directly, and 15 may be."),
        Case::new("consumed-apis-exist", alone(bare()), Pass, "It consumes no API."),
        Case::new(
            "consumed-apis-exist",
            consuming(&[known("api:default/orders-api")]),
            Pass,
            "In the catalog: api:default/orders-api",
        ),
        Case::new(
            "consumed-apis-exist",
            consuming(&[unknown("api:default/coupons-api")]),
            Fail,
            "It consumes what the catalog does not have: api:default/coupons-api",
        ),
        Case::new(
            "part-of-system",
            alone(Entity { system: Some(system), ..bare() }),
            Pass,
            "It is part of system:default/online-ordering.",
        ),
        Case::new("part-of-system", alone(bare()), Fail, "It is part of no system."),
        Case::new("short-dependency-chain", deep(3), Pass, "The longest chain of dependencies below it has 3 steps."),
        Case::new("short-dependency-chain", deep(1), Pass, "The longest chain of dependencies below it has one step."),
        Case::new(
            "short-dependency-chain",
            deep(11),
            Fail,
            "The longest chain of dependencies below it has 11 steps, and 8 may be.",
        ),
        Case::new("short-dependency-chain", alone(bare()), Unknown, "measures.depth"),
    ]
}

fn of_the_findings() -> Vec<Case> {
    let checkout = RelatedFacts { tier: Some(1), ..known("component:default/checkout") };
    let page = known("component:default/page");
    let database = RelatedFacts { kind: Some("Resource".to_owned()), ..known("resource:default/orders-db") };
    let users = [known("component:default/billing"), known("component:default/orders")];
    let live = || living(bare(), "production");
    vec![
        Case::new(
            "no-tier-inversion",
            found(tiered(1), "tier-inversion", false),
            Pass,
            "Nothing that is more critical depends on it.",
        ),
        Case::new(
            "no-tier-inversion",
            related(found(tiered(3), "tier-inversion", true), Related::Dependents, &[checkout, page]),
            Fail,
            "It is of tier 3, and what is more critical depends on it: component:default/checkout",
        ),
        Case::new("no-tier-inversion", alone(tiered(3)), Unknown, "findings"),
        Case::new(
            "no-lifecycle-inversion",
            sound(live()),
            Pass,
            "It is not in production with something deprecated or experimental below it.",
        ),
        Case::new(
            "no-lifecycle-inversion",
            related(
                found(live(), "lifecycle-inversion", true),
                Related::Dependencies,
                &[
                    lived("component:default/guest-accounts", "deprecated"),
                    lived("component:default/cart", "production"),
                ],
            ),
            Fail,
            "It is in production and builds on component:default/guest-accounts, which is deprecated or experimental.",
        ),
        Case::new("no-lifecycle-inversion", alone(live()), Unknown, "findings"),
        Case::new("no-shared-database", sound(bare()), Pass, "It uses no database that other teams use directly."),
        Case::new(
            "no-shared-database",
            sound(of_kind("Resource")),
            Pass,
            "Components of several teams do not use it side by side.",
        ),
        Case::new(
            "no-shared-database",
            related(found(of_kind("Resource"), "shared-database", true), Related::Dependents, &users),
            Fail,
            "Several teams use it directly: component:default/billing, component:default/orders",
        ),
        Case::new(
            "no-shared-database",
            related(
                found(bare(), "shared-database", false),
                Related::Dependencies,
                &[known("component:default/cart"), database],
            ),
            Fail,
            "It uses a database that other teams use directly, one of resource:default/orders-db.",
        ),
        Case::new("no-shared-database", alone(bare()), Unknown, "findings"),
        Case::new("hub-is-tier-1", counted(sound(tiered(3)), 3, 0), Pass, "It is no hub; direct dependents: 3."),
        Case::new("hub-is-tier-1", alone(tiered(1)), Pass, "It is of tier 1."),
        Case::new(
            "hub-is-tier-1",
            counted(found(bare(), "hub", true), 41, 0),
            Fail,
            "It is a hub with 41 direct dependents, and has no tier.",
        ),
        Case::new(
            "hub-is-tier-1",
            counted(found(tiered(3), "hub", true), 41, 0),
            Fail,
            "It is a hub with 41 direct dependents, and of tier 3.",
        ),
        Case::new("hub-is-tier-1", alone(tiered(3)), Unknown, "findings"),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}
