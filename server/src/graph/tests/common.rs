//! What entities have in common, against the naive answer.

use catalog_schema::wire::{CommonQuery, ImpactDirection};
use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

fn all_pages(live: &Live, query: &CommonQuery, limit: u32) -> Vec<(u32, String, Vec<u32>)> {
    let mut query = CommonQuery { limit: Some(limit), ..query.clone() };
    let mut found = Vec::new();
    loop {
        let page = common(live, &query).unwrap();
        found.extend(page.items);
        query.cursor = page.next_cursor;
        if query.cursor.is_none() {
            assert_eq!(found.len() as u64, page.total);
            let key = |distances: &[u32]| distances.iter().copied().max().unwrap();
            return found.into_iter().map(|item| (key(&item.distances), item.entity_ref, item.distances)).collect();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_is_common_is_what_each_depends_on(world in any_world(), picks in prop::collection::vec(0..20_usize, 2..4), limit in 1..5_u32) {
        let down = Naive::of(&world.entities);
        let nodes: Vec<String> = down.nodes().map(str::to_owned).collect();
        if nodes.is_empty() {
            return Ok(());
        }
        let mut refs: Vec<String> = Vec::new();
        for pick in picks {
            let picked = &nodes[pick % nodes.len()];
            if !refs.contains(picked) {
                refs.push(picked.clone());
            }
        }
        for (direction, naive) in [(ImpactDirection::Dependents, down.reversed()), (ImpactDirection::Dependencies, down)] {
            let query = CommonQuery { refs: refs.clone(), direction, ..CommonQuery::default() };
            if refs.len() < 2 {
                prop_assert_eq!(common(&world.live, &query).unwrap_err().code, "too_few_refs");
                continue;
            }
            let ways: Vec<_> = refs.iter().map(|root| naive.ways_back(root)).collect();
            let mut expected: Vec<(u32, String, Vec<u32>)> = nodes
                .iter()
                .filter_map(|node| {
                    let distances: Option<Vec<u32>> =
                        ways.iter().map(|ways| Some(ways.get(node)?.len() as u32 - 1).filter(|&far| far > 0)).collect();
                    let distances = distances?;
                    Some((distances.iter().copied().max()?, node.clone(), distances))
                })
                .collect();
            expected.sort();
            prop_assert_eq!(all_pages(&world.live, &query, limit), expected);
        }
    }
}

#[test]
fn too_many_are_refused() {
    let live = catalog((0..11).map(|number| entity(&format!("component:c{number}"))));
    let refs = (0..11).map(|number| format!("component:c{number}")).collect();
    let query = CommonQuery { refs, ..CommonQuery::default() };
    assert_eq!(common(&live, &query).unwrap_err().code, "too_many_refs");
}
