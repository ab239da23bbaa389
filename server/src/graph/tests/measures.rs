//! Measures, against the naive answer.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_batch, any_world};
use crate::live::testing::*;

/// How many parts the nodes fall into, dependencies taken without direction, one node left out.
fn parts(naive: &Naive, without: Option<&str>) -> usize {
    let mut left: BTreeSet<&str> = naive.nodes().filter(|node| Some(*node) != without).collect();
    let mut count = 0;
    while let Some(first) = left.pop_first() {
        count += 1;
        let mut open = vec![first];
        while let Some(node) = open.pop() {
            let near: Vec<&str> =
                left.iter().copied().filter(|other| naive.depends(node, other) || naive.depends(other, node)).collect();
            near.iter().for_each(|other| _ = left.remove(other));
            open.extend(near);
        }
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn measures_are_what_they_are_said_to_be(world in any_world()) {
        let naive = Naive::of(&world.entities);
        let up = naive.reversed();
        let measured = transitive_measures(&world.live);
        prop_assert_eq!(measured.revision(), world.live.revision());
        let weight = |node: &str| match world.entities.get(node).and_then(|entity| entity.tier) {
            Some(1) => 8,
            Some(2) => 4,
            Some(3) => 2,
            _ => 1,
        };
        let is_alone = |node: &str| naive.dependencies[node].is_empty() && up.dependencies[node].is_empty();
        let all: u64 = naive.nodes().filter(|node| !is_alone(node)).map(weight).sum();
        let everything = parts(&naive, None);
        for node in naive.nodes() {
            let found = measured.of(&world.live, &reference(node)).unwrap();
            let mut hit = up.reached(node);
            prop_assert_eq!(found.in_cycle, hit.remove(node));
            prop_assert_eq!(found.reach as usize, hit.len());
            prop_assert_eq!(found.depth, naive.depth(node));
            prop_assert_eq!(found.is_articulation, !is_alone(node) && parts(&naive, Some(node)) > everything);
            let stands: u64 = hit.iter().map(|node| weight(node)).sum::<u64>() + weight(node);
            let share = if all > 1 { (stands as f64).ln() / (all as f64).ln() } else { 0.0 };
            prop_assert_eq!(f64::from(found.criticality), (100.0 * share).round().min(100.0));
        }
    }

    #[test]
    fn what_came_later_has_no_measures_and_takes_over_nobody_elses(world in any_world(), batch in any_batch()) {
        let measured = transitive_measures(&world.live);
        let mut after = world.clone();
        let changes = after.note(&batch);
        after.live = after.live.apply(99, &changes).0;
        prop_assert!(measured.is_current(&world.live) && !measured.is_current(&after.live));
        for node in Naive::of(&after.entities).nodes() {
            let was_there = world.live.graph().find(node).is_some();
            let found = measured.of(&after.live, &reference(node));
            // A node that went and came back may have been given another slot.
            prop_assert!(found.is_none() || was_there);
            if was_there && after.live.graph().find(node) == world.live.graph().find(node) {
                prop_assert_eq!(found, measured.of(&world.live, &reference(node)));
            }
        }
    }
}

#[test]
fn more_nodes_than_a_block_has_are_counted_once_each() {
    let name = |number: usize| format!("component:c{number:04}");
    // A tree of fan-in 3 that ends in one root, and a hub beside it.
    let tree = (1..2_000).map(|number| {
        let made = entity(&name(number)).relates("dependsOn", &name((number - 1) / 3));
        made.with(|made| made.tier = Some(1 + (number % 4) as u8))
    });
    let live = catalog(tree.chain([entity(&name(0)).relates("dependsOn", "component:hub")]));
    let measured = transitive_measures(&live);
    let reach = |text: &str| measured.of(&live, &reference(text)).unwrap().reach;
    assert_eq!((reach("component:hub"), reach(&name(0)), reach(&name(1_999))), (2_000, 1_999, 0));
    assert_eq!(reach(&name(1)) + reach(&name(2)) + reach(&name(3)) + 3, 1_999);
}
