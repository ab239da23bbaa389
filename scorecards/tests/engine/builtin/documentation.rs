//! Whether one can read what it is.

use catalog_schema::model::{Entity, LinkType};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::Outcome::{Fail, Pass, Unknown};
use scorecards::{ContractFacts, RecordFacts, Related};

use super::case::{Case, alone, annotated, in_repository, known, link, linked, related, service, unknown};
use crate::support::{Placed, bare, of_kind};

fn described(text: &str) -> (Entity, Placed) {
    alone(Entity { description: Some(text.to_owned()), ..bare() })
}

pub(super) fn cases() -> Vec<Case> {
    let docs = link(LinkType::Documentation, "https://docs.example.com/orders");
    let runbook = link(LinkType::Runbook, "https://handbook.example.com/runbooks/orders");
    let other = link(LinkType::Other, "https://example.com");
    let contract = Some(ContractFacts { is_read: false, operations: 0 });
    let defined = (of_kind("API"), Placed { contract, ..Placed::default() });
    let filed = |is_stale: bool| {
        let record = RecordFacts { path: "orders/catalog-info.yaml".to_owned(), is_stale, ..RecordFacts::default() };
        (bare(), Placed { record, ..Placed::default() })
    };
    let long = Entity { name: "prd-eu-west-1-checkout-order-intake-worker-v2".to_owned(), ..bare() };
    let provides = |apis: &[_]| related(alone(bare()), Related::ProvidedApis, apis);
    let readme = RepositoryFacts { readme: Some("README.md".to_owned()), ..RepositoryFacts::default() };
    let telling = "Takes orders from the website and the phone line and hands them on to a kitchen now.";
    vec![
        Case::new("has-description", described(telling), Pass, "The description has 84 characters."),
        Case::new("has-description", alone(bare()), Fail, "There is no description."),
        Case::new("has-description", described("  "), Fail, "The description is blank."),
        Case::new(
            "description-is-telling",
            described(telling),
            Pass,
            "The description has 84 characters, and 30 are asked for.",
        ),
        Case::new(
            "description-is-telling",
            described("TODO describe this service"),
            Fail,
            "The description is still to be written: TODO describe this service",
        ),
        Case::new("description-is-telling", described("orders"), Fail, "The description only repeats the name: orders"),
        Case::new(
            "description-is-telling",
            described("Orders service"),
            Fail,
            "The description has 14 characters, too few to say what it is: Orders service",
        ),
        Case::new("description-is-telling", alone(bare()), Unknown, "entity.description"),
        Case::new(
            "has-documentation",
            alone(linked(bare(), &[docs])),
            Pass,
            "It is documented at https://docs.example.com/orders",
        ),
        Case::new("has-documentation", defined, Pass, "Its definition documents it."),
        Case::new(
            "has-documentation",
            alone(annotated(bare(), "backstage.io/techdocs-ref", "dir:.")),
            Pass,
            "It is documented in TechDocs.",
        ),
        Case::new(
            "has-documentation",
            alone(linked(bare(), &[runbook])),
            Fail,
            "There is a runbook, but no link to documentation.",
        ),
        Case::new(
            "has-documentation",
            alone(linked(bare(), &[other.clone(), other.clone(), other])),
            Fail,
            "None of its links (3) is one to documentation.",
        ),
        Case::new(
            "has-documentation",
            alone(bare()),
            Fail,
            "It has neither a link to documentation nor an annotation of TechDocs.",
        ),
        Case::new("has-readme", in_repository(bare(), readme), Pass, "Its repository has README.md."),
        Case::new(
            "has-readme",
            in_repository(bare(), RepositoryFacts::default()),
            Fail,
            "Its repository has no README in its root, .github/ or docs/.",
        ),
        Case::new("has-readme", alone(bare()), Unknown, "repository.readme"),
        Case::new(
            "has-readable-name",
            alone(Entity { title: Some("Order desk".to_owned()), ..long.clone() }),
            Pass,
            "It is shown as Order desk.",
        ),
        Case::new("has-readable-name", alone(bare()), Pass, "It is shown as orders."),
        Case::new(
            "has-readable-name",
            alone(long),
            Fail,
            "The name prd-eu-west-1-checkout-order-intake-worker-v2 has 45 characters, and there is no title to show \
             instead.",
        ),
        Case::new("has-type", alone(service()), Pass, "Its type is service."),
        Case::new("has-type", alone(bare()), Fail, "It does not say of which type it is."),
        Case::new("provided-apis-described", alone(bare()), Pass, "It provides no API."),
        Case::new(
            "provided-apis-described",
            provides(&[known("api:default/orders-api")]),
            Pass,
            "In the catalog: api:default/orders-api",
        ),
        Case::new(
            "provided-apis-described",
            provides(&[unknown("api:default/orders-api")]),
            Fail,
            "Not in the catalog: api:default/orders-api",
        ),
        Case::new("descriptor-readable", filed(false), Pass, "orders/catalog-info.yaml can be read."),
        Case::new(
            "descriptor-readable",
            filed(true),
            Fail,
            "orders/catalog-info.yaml cannot be read any more; what is shown is what it said when it last could.",
        ),
    ]
}

#[test]
fn each_rule_says_what_it_found() {
    cases().iter().for_each(Case::holds);
}
