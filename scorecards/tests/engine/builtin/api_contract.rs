//! Whether one can build on an API.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::wire::Outcome::{Fail, Pass, Unknown};
use scorecards::{ContractFacts, Related, RelatedFacts};

use super::case::{Case, alone, known, link, linked, lived, living, owned, related, unknown};
use crate::support::{Placed, of_kind};

fn api() -> Entity {
    of_kind("API")
}

fn offering(is_read: bool, operations: u32) -> (Entity, Placed) {
    (api(), Placed { contract: Some(ContractFacts { is_read, operations }), ..Placed::default() })
}

pub(super) fn cases() -> Vec<Case> {
    let docs = link(LinkType::Documentation, "https://docs.example.com/orders-api");
    let orders = "component:default/orders";
    let of = |owner: &str| RelatedFacts { owner: Some(owner.to_owned()), ..known(orders) };
    let website = || [lived("component:default/website", "production")];
    vec![
        Case::new("api-has-definition", offering(false, 0), Pass, "It has a definition."),
        Case::new(
            "api-has-definition",
            alone(linked(api(), &[docs])),
            Fail,
            "It is documented at https://docs.example.com/orders-api, but has no definition that programs could read.",
        ),
        Case::new("api-has-definition", alone(api()), Fail, "It has no definition."),
        Case::new(
            "api-definition-offers-something",
            offering(true, 12),
            Pass,
            "The definition offers 12 operations, messages and types.",
        ),
        Case::new(
            "api-definition-offers-something",
            offering(true, 1),
            Pass,
            "The definition offers one operation, message or type.",
        ),
        Case::new(
            "api-definition-offers-something",
            offering(true, 0),
            Fail,
            "The definition was read, and no operation, message or type was found in it.",
        ),
        Case::new("api-definition-offers-something", offering(false, 0), Unknown, "api.operations"),
        Case::new("api-definition-offers-something", alone(api()), Unknown, "api.operations"),
        Case::new(
            "api-has-provider",
            related(alone(api()), Related::Providers, &[known(orders)]),
            Pass,
            "It is provided by component:default/orders.",
        ),
        Case::new(
            "api-has-provider",
            related(alone(api()), Related::Providers, &[unknown(orders)]),
            Fail,
            "Its provider component:default/orders is not in the catalog.",
        ),
        Case::new("api-has-provider", alone(api()), Fail, "No component says that it provides it."),
        Case::new("api-lifecycle-declared", alone(living(api(), "production")), Pass, "Its lifecycle is production."),
        Case::new("api-lifecycle-declared", alone(api()), Fail, "It does not say in which lifecycle it is."),
        Case::new(
            "api-owned-by-provider",
            related(owned(api()), Related::Providers, &[of("group:default/payments")]),
            Pass,
            "It belongs to those who provide it.",
        ),
        Case::new("api-owned-by-provider", alone(api()), Pass, "Nothing that the catalog has provides it."),
        Case::new(
            "api-owned-by-provider",
            related(owned(api()), Related::Providers, &[of("group:default/orders")]),
            Fail,
            "It belongs to group:default/payments, and what provides it does not: component:default/orders",
        ),
        Case::new(
            "api-owned-by-provider",
            related(alone(api()), Related::Providers, &[of("group:default/payments")]),
            Unknown,
            "owner.effective",
        ),
        Case::new("deprecated-api-unused", alone(living(api(), "production")), Pass, "It is not deprecated."),
        Case::new(
            "deprecated-api-unused",
            related(alone(living(api(), "deprecated")), Related::Consumers, &[known("component:default/website")]),
            Pass,
            "It is deprecated, and nothing in production consumes it.",
        ),
        Case::new(
            "deprecated-api-unused",
            related(alone(living(api(), "deprecated")), Related::Consumers, &website()),
            Fail,
            "It is deprecated, and still consumed in production by component:default/website",
        ),
        Case::new(
            "deprecated-api-unused",
            related(alone(api()), Related::Consumers, &website()),
            Unknown,
            "entity.lifecycle",
        ),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}
