//! The order of dependencies, against the naive answer.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::wire::{OrderGroup, OrderQuery};
use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

fn all_pages(live: &Live, query: &OrderQuery, limit: u32) -> Vec<OrderGroup> {
    let mut query = OrderQuery { limit: Some(limit), ..query.clone() };
    let mut found = Vec::new();
    loop {
        let page = order(live, &query).unwrap();
        found.extend(page.items);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            assert_eq!(found.len() as u64, page.total);
            assert_eq!(found.iter().map(|group| group.refs.len() as u64).sum::<u64>(), page.entities);
            assert_eq!(found.iter().map(|group| u64::from(group.level) + 1).max().unwrap_or(0), page.levels);
            return found;
        }
    }
}

fn expected(naive: &Naive, among: &BTreeSet<String>) -> Vec<OrderGroup> {
    let mut groups: BTreeMap<(u32, String), Vec<String>> = BTreeMap::new();
    for node in among {
        let knot: Vec<&String> = among.iter().filter(|other| naive.knotted(node, other)).collect();
        groups.entry((naive.depth(node), knot[0].clone())).or_default().push(node.clone());
    }
    groups.into_iter().map(|((level, _), refs)| OrderGroup { level, refs }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn nothing_comes_before_what_it_depends_on(world in any_world(), picks in prop::collection::vec(0..20_usize, 1..4), limit in 1..5_u32) {
        let naive = Naive::of(&world.entities);
        let up = naive.reversed();
        let alone = |node: &&str| naive.dependencies[*node].is_empty() && up.dependencies[*node].is_empty();
        let connected: BTreeSet<String> = naive.nodes().filter(|node| !alone(node)).map(str::to_owned).collect();
        prop_assert_eq!(all_pages(&world.live, &OrderQuery::default(), limit), expected(&naive, &connected));
        let everything: BTreeSet<String> = naive.nodes().map(str::to_owned).collect();

        let nodes: Vec<&String> = everything.iter().collect();
        if nodes.is_empty() {
            return Ok(());
        }
        let roots: Vec<String> = picks.iter().map(|pick| nodes[pick % nodes.len()].clone()).collect();
        let own: BTreeSet<String> = roots.iter().cloned().collect();
        let below: BTreeSet<String> = roots.iter().flat_map(|root| naive.reached(root)).chain(own.clone()).collect();
        let query = OrderQuery { roots, ..OrderQuery::default() };
        prop_assert_eq!(all_pages(&world.live, &query, limit), expected(&naive, &below));
        let only = OrderQuery { only: true, ..query };
        prop_assert_eq!(all_pages(&world.live, &only, limit), expected(&naive, &own));
    }
}

#[test]
fn a_set_keeps_the_order_that_others_between_give_it() {
    let live = catalog([
        entity("component:a").relates("dependsOn", "component:between"),
        entity("component:between").relates("dependsOn", "component:b"),
        entity("component:b"),
    ]);
    let roots = vec!["component:a".to_owned(), "component:b".to_owned()];
    let found = all_pages(&live, &OrderQuery { roots, only: true, ..OrderQuery::default() }, 1);
    let refs: Vec<_> = found.iter().map(|group| (group.level, group.refs[0].as_str())).collect();
    assert_eq!(refs, [(0, "component:default/b"), (2, "component:default/a")]);
}
