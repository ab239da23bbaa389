//! Ways, against the naive answer.

use std::collections::BTreeSet;

use catalog_schema::wire::{PathQuery, Paths};
use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

fn query(from: &str, to: &str) -> PathQuery {
    PathQuery { from: from.into(), to: to.into(), ..PathQuery::default() }
}

fn refs(found: &Paths) -> Vec<Vec<String>> {
    found.paths.iter().map(|path| path.refs.clone()).collect()
}

/// Every step is what its relation says.
fn check_steps(naive: &Naive, found: &Paths) -> Result<(), TestCaseError> {
    for path in &found.paths {
        prop_assert_eq!(path.steps.len() + 1, path.refs.len());
        for (ends, step) in path.refs.windows(2).zip(&path.steps) {
            let edge = |from: &str, relation: &str, to: &str| {
                naive.edges.contains(&(from.to_owned(), relation.to_owned(), to.to_owned()))
            };
            let holds = match &step.through {
                Some(api) => {
                    step.relation == "consumesApi"
                        && edge(&ends[0], "consumesApi", api)
                        && edge(&ends[1], "providesApi", api)
                }
                None => edge(&ends[0], &step.relation, &ends[1]),
            };
            prop_assert!(holds);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_shortest_way_is_found_where_there_is_one(world in any_world()) {
        let naive = Naive::of(&world.entities);
        let up = naive.reversed();
        for to in naive.nodes() {
            let ways = up.ways_back(to);
            for from in naive.nodes() {
                let found = paths(&world.live, &query(from, to)).unwrap();
                prop_assert_eq!(refs(&found), Vec::from_iter(ways.get(from).cloned()));
                check_steps(&naive, &found)?;
            }
        }
    }

    #[test]
    fn all_ways_are_found_up_to_a_bound(world in any_world(), max_length in 1..6_u32, limit in 1..8_u32) {
        let naive = Naive::of(&world.entities);
        for from in naive.nodes() {
            for to in naive.nodes() {
                let all = PathQuery { all: true, max_length: Some(max_length), limit: Some(limit), ..query(from, to) };
                let found = paths(&world.live, &all).unwrap();
                let mut expected = naive.simple_paths(from, to, max_length as usize);
                prop_assert_eq!(found.truncated, expected.len() > limit as usize);
                expected.truncate(limit as usize);
                prop_assert_eq!(refs(&found), expected);
                check_steps(&naive, &found)?;
            }
        }
    }

    #[test]
    fn ways_along_relations_follow_these_and_no_others(world in any_world()) {
        let mut naive = Naive::of(&world.entities);
        for (node, next) in &mut naive.dependencies {
            let along = naive.edges.iter().filter(|(from, relation, _)| from == node && relation == "custom:calls");
            let against = naive.edges.iter().filter(|(_, relation, to)| to == node && relation == "partOf");
            let next_to = along.map(|edge| edge.2.clone()).chain(against.map(|edge| edge.0.clone()));
            *next = next_to.filter(|other| other != node).collect();
        }
        let up = naive.reversed();
        for to in naive.nodes() {
            let ways = up.ways_back(to);
            for from in naive.nodes() {
                let relations = vec!["custom:calls".to_owned(), "hasPart".to_owned()];
                let found = paths(&world.live, &PathQuery { relations, ..query(from, to) }).unwrap();
                prop_assert_eq!(refs(&found), Vec::from_iter(ways.get(from).cloned()));
                let named: BTreeSet<&str> =
                    found.paths.iter().flat_map(|path| &path.steps).map(|step| step.relation.as_str()).collect();
                prop_assert!(named.iter().all(|relation| ["custom:calls", "hasPart"].contains(relation)));
            }
        }
    }
}

fn ladder(rungs: u32) -> Live {
    let pair = |rung: u32| {
        ["l", "r"].map(|side| {
            let next = rung + 1;
            entity(&format!("component:{side}{rung}"))
                .relates("dependsOn", &format!("component:l{next}"))
                .relates("dependsOn", &format!("component:r{next}"))
        })
    };
    catalog((0..rungs).flat_map(pair))
}

#[test]
fn among_exponentially_many_ways_the_first_are_given_and_the_rest_is_owned_up_to() {
    let live = ladder(30);
    let all = PathQuery { all: true, limit: Some(3), max_length: Some(30), ..query("component:l0", "component:l30") };
    let found = paths(&live, &all).unwrap();
    assert_eq!((found.paths.len(), found.truncated), (3, true));
    assert!(found.paths.iter().all(|path| path.steps.len() == 30));
    // A way from one end to what leads nowhere.
    let none = paths(&live, &PathQuery { all: true, ..query("component:l0", "component:l30") }).unwrap();
    assert_eq!((none.paths.len(), none.truncated, none.max_length), (0, false, 10));
}

#[test]
fn a_search_that_cannot_end_is_given_up() {
    // Everyone depends on everyone; the end is reached from the first node alone, which is where the way begins.
    let names: Vec<String> = (0..25).map(|number| format!("component:c{number:02}")).collect();
    let all_on_all = names.iter().map(|name| {
        let made = names.iter().fold(entity(name), |made, other| made.relates("dependsOn", other));
        if name == "component:c00" { made.relates("dependsOn", "component:end") } else { made }
    });
    let live = catalog(all_on_all);
    let all = PathQuery { all: true, max_length: Some(30), ..query("component:c00", "component:end") };
    let found = paths(&live, &all).unwrap();
    assert_eq!((found.paths.len(), found.truncated), (1, true));
}

#[test]
fn bounds_are_bounds() {
    let live = ladder(1);
    let code = |query: &PathQuery| paths(&live, query).unwrap_err().code;
    let plain = query("component:l0", "component:l1");
    assert_eq!(code(&PathQuery { max_length: Some(0), ..plain.clone() }), "invalid_length");
    assert_eq!(code(&PathQuery { max_length: Some(31), all: true, ..plain.clone() }), "invalid_length");
    assert_eq!(code(&PathQuery { limit: Some(1_001), all: true, ..plain.clone() }), "invalid_limit");
    assert_eq!(code(&PathQuery { relations: vec!["hates".into()], ..plain }), "unknown_relation");
    assert_eq!(code(&query("component:l0", "component:x")), "entity_not_found");
}
