//! Drawings and tables of what an entity needs and what needs it.

use catalog_schema::wire::{Graph, GraphEdge, GraphNode};
use serde_json::{Map, json};

use crate::fixture::{Memory, company};
use crate::text;

const TAB: &str = "/catalog/component/default/checkout?tab=dependencies";

/// A node of this reference, owned by the team of checkout.
pub(crate) fn node(reference: &str) -> GraphNode {
    let (kind, _) = reference.split_once(':').expect("a reference");
    GraphNode {
        entity_ref: reference.to_owned(),
        kind: kind.to_owned(),
        title: None,
        entity_type: None,
        owner: Some("group:default/payments".to_owned()),
        system: None,
        lifecycle: None,
        tier: None,
        health: None,
        dangling: false,
        distance: 0,
    }
}

/// An edge between two references.
pub(crate) fn edge(from: &str, relation: &str, to: &str) -> GraphEdge {
    GraphEdge {
        from: from.to_owned(),
        to: to.to_owned(),
        relation: relation.to_owned(),
        origin: format!("{from}#/spec"),
        attributes: Map::new(),
    }
}

/// The small company with a graph around checkout: a website that calls its API, a database, something missing.
pub(crate) fn connected() -> Memory {
    let mut memory = company();
    let mut checkout = node("component:default/checkout");
    (checkout.title, checkout.tier) = (Some("Checkout".to_owned()), Some(1));
    let mut database = node("resource:default/orders-db");
    (database.lifecycle, database.tier) = (Some("deprecated".to_owned()), Some(3));
    let mut missing = node("resource:default/not-there");
    (missing.dangling, missing.owner) = (true, None);
    let mut website = node("component:default/website");
    website.owner = Some("group:default/storefront".to_owned());
    let api = node("api:default/checkout");
    let mut reads = edge("component:default/checkout", "dependsOn", "resource:default/orders-db");
    reads.attributes.insert("description".to_owned(), json!("Keeps the orders"));
    reads.attributes.insert("criticality".to_owned(), json!("high"));
    memory.graph = Some(Graph {
        nodes: vec![checkout, database, missing, website, api],
        edges: vec![
            reads,
            edge("component:default/checkout", "dependsOn", "resource:default/not-there"),
            edge("component:default/checkout", "providesApi", "api:default/checkout"),
            edge("component:default/website", "consumesApi", "api:default/checkout"),
        ],
        truncated: false,
        revision: 9,
    });
    memory
}

/// The part of the page from a heading on, as a reader sees it.
fn after(html: &str, heading: &str) -> String {
    let seen = text(html);
    seen.split_once(heading).map(|(_, after)| after.to_owned()).unwrap_or_else(|| panic!("no {heading} in {seen}"))
}

#[tokio::test]
async fn the_tables_say_how_and_what_is_risky() {
    let page = connected().get(TAB).await;
    let needs = after(&page.html, "Depends on 2");
    for expected in [
        "orders-db directly Keeps the orders · criticality: high",
        "In production on something deprecated",
        "Tier 1 needs tier 3",
        "Not in the catalog",
    ] {
        assert!(needs.contains(expected), "{expected} is missing in {needs}");
    }
    let needed_by = after(&page.html, "Needed by 1");
    assert!(needed_by.contains("website by calling checkout"), "{needed_by}");
    assert!(needed_by.contains("storefront") && needed_by.contains("Another team’s"), "{needed_by}");
}

#[tokio::test]
async fn the_drawing_leads_from_callers_by_the_api_to_dependencies() {
    let page = connected().get(TAB).await;
    let place = |name: &str| {
        let (_, after) = page.html.split_once("<svg role=\"group\"").expect("a drawing");
        let drawn = format!("aria-label=\"{name}\"");
        after.find(&drawn).unwrap_or_else(|| panic!("{name} is not drawn in {after}"))
    };
    // Cards come from left to right.
    assert!(place("website") < place("checkout"), "{}", page.html);
    assert!(place("Checkout") < place("orders-db"), "{}", page.html);
    assert!(page.html.contains("website consumes checkout"), "{}", page.html);
    assert!(page.html.contains("An arrow reads “depends on”, from left to right."), "{}", page.html);
    assert!(page.html.contains("A dashed box is not in the catalog."), "{}", page.html);
}

#[tokio::test]
async fn direction_and_depth_are_links_and_state() {
    let page = connected().get(&format!("{TAB}&direction=out&depth=2")).await;
    let drawing = page.html.split_once("<svg role=\"group\"").and_then(|(_, after)| after.split_once("</figure>"));
    let (drawing, _) = drawing.expect("a drawing");
    assert!(drawing.contains("orders-db") && !drawing.contains("website"), "{drawing}");
    for expected in
        ["tab=dependencies&amp;depth=2\"", "direction=in&amp;depth=2", "direction=out\"", "direction=out&amp;depth=3"]
    {
        assert!(page.html.contains(expected), "{expected} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn a_cycle_is_drawn_back() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    graph.edges.push(edge("component:default/checkout", "dependsOn", "component:default/website"));
    let page = memory.get(TAB).await;
    assert!(page.html.contains("arrow-back"), "{}", page.html);
    assert!(page.html.contains("A dashed arrow runs back: it closes a cycle."), "{}", page.html);
}

#[tokio::test]
async fn too_many_are_grouped_by_owner_and_it_is_said() {
    let mut memory = connected();
    let graph = memory.graph.as_mut().expect("a graph");
    for number in 0..200 {
        let reference = format!("component:default/caller-{number}");
        graph.edges.push(edge(&reference, "dependsOn", "component:default/checkout"));
        graph.nodes.push(node(&reference));
    }
    let page = memory.get(TAB).await;
    let seen = text(&page.html);
    assert!(seen.contains("205 entities are too many to draw one by one"), "{seen}");
    assert!(seen.contains("201 entities") || seen.contains("202 entities"), "{seen}");
    assert!(seen.contains("Needed by 201"), "{seen}");
}

#[tokio::test]
async fn the_overview_draws_the_neighbours_that_most_depend_on() {
    let mut memory = connected();
    let page = memory.get("/catalog/component/default/checkout").await;
    assert!(page.html.contains("<h2 id=\"around\">Dependencies</h2>"), "{}", page.html);
    assert!(page.html.contains("website depends on Checkout by calling checkout"), "{}", page.html);

    let graph = memory.graph.as_mut().expect("a graph");
    for number in 0..40 {
        let reference = format!("component:default/caller-{number:02}");
        graph.edges.push(edge(&reference, "dependsOn", "component:default/checkout"));
        graph.nodes.push(node(&reference));
    }
    let page = memory.get("/catalog/component/default/checkout").await;
    assert!(text(&page.html).contains("all 43 on the tab Dependencies"), "{}", page.html);
    assert!(!page.html.contains("caller-39"), "{}", page.html);
}

#[tokio::test]
async fn nothing_to_draw_says_what_to_write() {
    let page = company().get(TAB).await;
    let seen = text(&page.html);
    assert!(seen.contains("There is nothing to draw") && seen.contains("dependsOn"), "{seen}");
}
