//! Knots and what to cut, against the naive answer.

use std::collections::BTreeSet;

use catalog_schema::wire::{Cycle, PageQuery};
use proptest::prelude::*;

use super::super::network::Adjacency;
use super::super::questions::cut;
use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

fn all_pages(live: &Live, limit: u32) -> Vec<Cycle> {
    let mut query = PageQuery { limit: Some(limit), cursor: None };
    let mut found = Vec::new();
    loop {
        let page = cycles(live, &query).unwrap();
        found.extend(page.items);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            assert_eq!(found.len() as u64, page.total);
            assert_eq!(found.iter().map(|cycle| cycle.size).sum::<u64>(), page.entities);
            return found;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn knots_are_what_depends_on_each_other(world in any_world(), limit in 1..3_u32) {
        let naive = Naive::of(&world.entities);
        let found = all_pages(&world.live, limit);
        let members: Vec<_> = found.iter().map(|cycle| cycle.members.clone()).collect();
        prop_assert_eq!(members, naive.knots());
        for cycle in &found {
            prop_assert_eq!(cycle.size as usize, cycle.members.len());
            check_example(&naive, cycle)?;
            check_cut(&naive, cycle)?;
        }
    }

    #[test]
    fn a_cut_leaves_no_cycle_and_nothing_of_it_is_in_vain(edges in prop::collection::btree_set((0..25_u32, 0..25_u32), 1..80)) {
        let edges: BTreeSet<_> = edges.into_iter().filter(|(from, to)| from != to).collect();
        let found = cut(&graph_of(25, &edges));
        let left: BTreeSet<_> = edges.iter().copied().filter(|edge| !found.edges.contains(edge)).collect();
        prop_assert!(is_acyclic(25, &left));
        for edge in &found.edges {
            let with_it: BTreeSet<_> = left.iter().copied().chain([*edge]).collect();
            prop_assert!(!is_acyclic(25, &with_it), "{edge:?} need not be cut");
        }
    }
}

fn check_example(naive: &Naive, cycle: &Cycle) -> Result<(), TestCaseError> {
    let first = &cycle.members[0];
    prop_assert_eq!(cycle.example.first(), Some(first));
    for (place, node) in cycle.example.iter().enumerate() {
        let next = &cycle.example[(place + 1) % cycle.example.len()];
        prop_assert!(naive.depends(node, next));
    }
    let back = naive.ways_back(first);
    let shortest = back.iter().filter(|(node, _)| naive.depends(node, first)).map(|(_, way)| way.len()).min();
    prop_assert_eq!(Some(cycle.example.len()), shortest);
    Ok(())
}

fn check_cut(naive: &Naive, cycle: &Cycle) -> Result<(), TestCaseError> {
    let place = |text: &String| cycle.members.iter().position(|member| member == text).unwrap() as u32;
    let mut edges = BTreeSet::new();
    for member in &cycle.members {
        let on = naive.dependencies[member].iter().filter(|on| cycle.members.contains(on));
        edges.extend(on.map(|on| (place(member), place(on))));
    }
    let cut: BTreeSet<_> = cycle.cut.iter().map(|cut| (place(&cut.dependent), place(&cut.on))).collect();
    prop_assert!(cut.is_subset(&edges));
    prop_assert_eq!(cycle.cut_size, Some(cut.len() as u64));
    let count = cycle.members.len();
    let left: BTreeSet<_> = edges.difference(&cut).copied().collect();
    prop_assert!(is_acyclic(count, &left));
    prop_assert_eq!(cycle.cut_is_smallest, count <= 10 || cut.len() == 1);
    if count <= 5 {
        prop_assert_eq!(cut.len(), fewest_backwards(count, &edges));
    }
    Ok(())
}

/// Over all orders of the nodes the fewest edges backwards.
fn fewest_backwards(count: usize, edges: &BTreeSet<(u32, u32)>) -> usize {
    fn orders(rest: &mut Vec<u32>, order: &mut Vec<u32>, visit: &mut impl FnMut(&[u32])) {
        if rest.is_empty() {
            visit(order);
        }
        for place in 0..rest.len() {
            let node = rest.remove(place);
            order.push(node);
            orders(rest, order, visit);
            order.pop();
            rest.insert(place, node);
        }
    }
    let mut fewest = usize::MAX;
    orders(&mut (0..count as u32).collect(), &mut Vec::new(), &mut |order| {
        let place = |node: u32| order.iter().position(|&other| other == node);
        fewest = fewest.min(edges.iter().filter(|&&(from, to)| place(from) > place(to)).count());
    });
    fewest
}

/// Takes away nodes that lead nowhere until nothing is left, or cannot.
fn is_acyclic(count: usize, edges: &BTreeSet<(u32, u32)>) -> bool {
    let mut left: BTreeSet<u32> = (0..count as u32).collect();
    loop {
        let leads = |node: &u32| edges.iter().any(|(from, to)| from == node && left.contains(to));
        let staying: BTreeSet<u32> = left.iter().copied().filter(leads).collect();
        if staying.len() == left.len() {
            return left.is_empty();
        }
        left = staying;
    }
}

fn graph_of(count: u32, edges: &BTreeSet<(u32, u32)>) -> Adjacency {
    let mut graph = Adjacency::default();
    for node in 0..count {
        edges.range((node, 0)..=(node, u32::MAX)).for_each(|&(_, to)| graph.push(to));
        graph.close();
    }
    graph
}

#[test]
fn who_provides_and_consumes_the_same_api_alone_depends_on_nobody() {
    let alone = entity("component:a").relates("providesApi", "api:x").relates("consumesApi", "api:x");
    let live = catalog([alone.clone(), entity("component:b").relates("consumesApi", "api:x")]);
    assert!(all_pages(&live, 10).is_empty());
    let both = entity("component:b").relates("providesApi", "api:x").relates("consumesApi", "api:x");
    let found = all_pages(&catalog([alone.owned_by("group:one"), both]), 10);
    assert_eq!(found[0].members, ["component:default/a", "component:default/b"]);
    assert_eq!((found[0].owners.as_slice(), found[0].cut_size), (["group:default/one".to_owned()].as_slice(), Some(1)));
}

#[test]
fn a_ring_of_many_is_cut_once() {
    let name = |number: u32| format!("component:c{:04}", number % 2_000);
    let live = catalog((0..2_000).map(|number| entity(&name(number)).relates("dependsOn", &name(number + 1))));
    let found = &all_pages(&live, 10)[0];
    assert_eq!((found.size, found.members.len(), found.cut_size), (2_000, 1_000, Some(1)));
    assert!(found.cut_is_smallest && found.example.is_empty());
}
