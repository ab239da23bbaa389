//! The neighbourhood of a node.

use catalog_schema::wire::{Direction, GraphQuery};
use petgraph::algo::has_path_connecting;
use petgraph::visit::{Bfs, Dfs, Reversed};
use proptest::prelude::*;

use super::super::*;
use super::shop;
use crate::live::Live;
use crate::live::testing::*;

fn query(root: &str, direction: Direction, depth: u32) -> GraphQuery {
    GraphQuery { root: root.into(), direction, depth: Some(depth), relations: vec![] }
}

fn nodes(live: &Live, query: &GraphQuery) -> Vec<String> {
    graph(live, query).unwrap().nodes.into_iter().map(|node| format!("{} {}", node.entity_ref, node.distance)).collect()
}

#[test]
fn a_neighbourhood_has_the_root_first_then_the_nearer_nodes() {
    let live = shop();
    let out = nodes(&live, &query("component:orders", Direction::Out, 2));
    let expected = [
        "component:default/orders 0",
        "component:default/payments 1",
        "group:default/shop 1",
        "system:default/shop 1",
        "resource:default/ledger 2",
    ];
    assert_eq!(out, expected);
    assert_eq!(
        nodes(&live, &query("component:orders", Direction::In, 3)),
        ["component:default/orders 0", "component:default/web 1"]
    );
    assert_eq!(nodes(&live, &query("Component:Orders", Direction::Both, 1)).len(), 5);

    let only = GraphQuery { relations: vec!["ownerOf".into()], ..query("component:orders", Direction::Out, 5) };
    assert_eq!(nodes(&live, &only), ["component:default/orders 0", "group:default/shop 1"]);
}

#[test]
fn an_edge_that_both_ends_declare_is_one_edge() {
    let live = shop();
    let answer = graph(&live, &query("component:orders", Direction::Out, 1)).unwrap();
    let payments: Vec<_> = answer.edges.iter().filter(|edge| edge.to.ends_with("payments")).collect();
    assert_eq!(payments.len(), 1);
    assert_eq!(payments[0].relation, "dependsOn");
    assert_eq!(payments[0].origin, "component:default/orders#/spec/dependsOn/1");

    let edge =
        live.graph().edges(live.graph().find("component:default/payments").unwrap(), petgraph::Direction::Incoming);
    let origins = edge.map(|edge| live.graph().declarations(edge).len()).max();
    assert_eq!(origins, Some(2), "the origin at either end is kept");
}

#[test]
fn what_is_unknown_is_drawn_as_dangling() {
    let answer = graph(&shop(), &query("component:orders", Direction::Out, 1)).unwrap();
    let dangling: Vec<_> =
        answer.nodes.iter().filter(|node| node.dangling).map(|node| node.entity_ref.as_str()).collect();
    assert_eq!(dangling, ["system:default/shop"]);
    let from_there = nodes(&shop(), &query("system:shop", Direction::In, 1));
    assert_eq!(from_there, ["system:default/shop 0", "component:default/orders 1"]);
}

#[test]
fn a_large_neighbourhood_is_cut_at_two_thousand_nodes_nearest_first() {
    let hub = "group:default/hub";
    let owned = (0..2_500).map(|number| entity(&format!("component:c{number:04}")).owned_by(hub));
    let live = catalog(owned.chain([entity(hub)]));
    let answer = graph(&live, &query(hub, Direction::In, 2)).unwrap();
    assert!(answer.truncated);
    assert_eq!((answer.nodes.len(), answer.edges.len()), (2_000, 1_999));
    assert_eq!(answer.nodes[1_999].entity_ref, "component:default/c1998");

    let small = graph(&live, &query("component:c0001", Direction::Out, 1)).unwrap();
    assert!(!small.truncated);
}

#[test]
fn a_chain_of_a_hundred_thousand_is_walked_without_recursion() {
    let name = |number: u32| format!("component:default/c{number:06}");
    let chain = (0..100_000).map(|number| entity(&name(number)).relates("dependsOn", &name(number + 1)));
    let live = catalog(chain);
    let graph = live.graph();
    let (first, last) = (graph.find(&name(0)).unwrap(), graph.find(&name(100_000)).unwrap());
    assert!(has_path_connecting(graph, first, last, None));
    assert!(!has_path_connecting(graph, last, first, None));
    let mut backwards = Dfs::new(Reversed(graph), last);
    let mut steps = 0;
    while backwards.next(Reversed(graph)).is_some() {
        steps += 1;
    }
    assert_eq!(steps, 100_001);
}

#[test]
fn bad_questions_are_problems_that_help() {
    let live = shop();
    let problem = |query: &GraphQuery| {
        let problem = graph(&live, query).unwrap_err();
        (problem.status, problem.code, problem.detail)
    };
    let (status, code, detail) = problem(&query("component:ordesr", Direction::Out, 1));
    assert_eq!((status, code.as_str()), (404, "entity_not_found"));
    assert!(detail.contains("component:default/ordesr"));
    assert_eq!(problem(&query("", Direction::Out, 1)).1, "invalid_ref");
    assert_eq!(problem(&query("component:orders", Direction::Out, 11)).1, "invalid_depth");
    let (_, code, detail) =
        problem(&GraphQuery { relations: vec!["calls".into()], ..query("component:orders", Direction::Out, 1) });
    assert_eq!(code, "unknown_relation");
    assert!(detail.contains("dependsOn") && detail.contains("custom:<name>"));
}

proptest! {
    /// The neighbourhood is what petgraph's own search over the same structure reaches.
    #[test]
    fn a_neighbourhood_is_what_petgraph_reaches(entities in prop::collection::vec(any_entity(), 1..15), root in any_ref()) {
        let live = catalog(entities);
        let view = live.graph();
        let Some(start) = view.find(reference(&root).as_str()) else { return Ok(()) };
        let mut search = Bfs::new(view, start);
        let mut reached = std::collections::BTreeSet::new();
        while let Some(slot) = search.next(view) {
            reached.insert(view.entity_ref(slot).to_string());
        }
        let answer = graph(&live, &query(&root, Direction::Out, 10)).unwrap();
        let far = answer.nodes.iter().any(|node| node.distance == 10);
        let found: std::collections::BTreeSet<_> = answer.nodes.iter().map(|node| node.entity_ref.clone()).collect();
        prop_assert!(far || found == reached);
        for edge in &answer.edges {
            prop_assert!(found.contains(&edge.from) && found.contains(&edge.to));
        }
    }
}
