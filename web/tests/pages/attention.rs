//! What is wrong with an entity stands on top of its overview.

use catalog_schema::model::{Format, Link, LinkType};

use crate::dependencies::{connected, edge, node};
use crate::fixture::{Memory, company};
use crate::text;

const PAGE: &str = "/catalog/component/default/checkout";

async fn attention(memory: &Memory) -> String {
    let seen = text(&memory.get(PAGE).await.html);
    let list = seen.split_once("Attention").and_then(|(_, after)| after.split_once("About"));
    list.map(|(list, _)| list.to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn it_says_what_is_wrong_and_what_to_do() {
    let seen = attention(&connected()).await;
    for expected in [
        "It refers to not-there and gateway , which are not in the catalog.",
        "Describe them, or correct the reference in checkout/catalog-info.yaml",
        "It depends on orders-db , which is on the way out.",
        "It is tier 1 and depends on orders-db , which is tier 3 only.",
        "It is tier 1 and lacks a runbook and a link to who is on call.",
        "It fails 1 of 2 rules of the scorecard Basics: Has a description.",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
}

#[tokio::test]
async fn missing_and_unknown_owners_are_told_apart() {
    let mut memory = company();
    let checkout = &mut memory.entities[0];
    (checkout.owner, checkout.effective_owner) = (None, None);
    let seen = attention(&memory).await;
    assert!(seen.contains("Nobody owns it. Name a team as its owner in checkout/catalog-info.yaml"), "{seen}");

    let mut memory = company();
    memory.entities.retain(|entity| entity.name != "payments");
    let seen = attention(&memory).await;
    assert!(seen.contains("Its owner group:default/payments is not in the catalog."), "{seen}");
}

#[tokio::test]
async fn a_service_that_is_called_without_an_api_is_said_to_lack_one() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    graph.nodes.push(node("component:default/gateway"));
    graph.edges.push(edge("component:default/gateway", "dependsOn", "component:default/checkout"));
    let seen = attention(&memory).await;
    assert!(seen.contains("depend on it, and it provides no API. Describe its API"), "{seen}");
    let checkout = memory.entities.iter_mut().find(|entity| entity.name == "checkout");
    checkout.expect("the entity").format = Format::Compass;
    let seen = attention(&memory).await;
    assert!(seen.contains("the format compass has no place"), "{seen}");
}

#[tokio::test]
async fn the_on_call_link_of_the_owner_counts() {
    let mut memory = connected();
    let link = |link_type| Link { url: "https://on-call.example/x".to_owned(), title: None, icon: None, link_type };
    memory.entities[1].links.push(link(LinkType::OnCall));
    let seen = attention(&memory).await;
    assert!(seen.contains("It is tier 1 and lacks a runbook."), "{seen}");
    assert!(text(&memory.get(PAGE).await.html).contains("On call https://on-call.example/x"), "the header leads there");

    memory.entities[0].links.push(link(LinkType::Runbook));
    let seen = attention(&memory).await;
    assert!(!seen.contains("lacks"), "{seen}");
}

#[tokio::test]
async fn where_nothing_is_wrong_nothing_is_said() {
    let mut memory = company();
    memory.relations.retain(|item| !item.dangling);
    memory.scorecards.clear();
    memory.entities[0].tier = None;
    assert_eq!(attention(&memory).await, "");
}
