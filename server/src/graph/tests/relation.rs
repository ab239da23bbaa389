//! The impact relation.

use std::collections::BTreeSet;

use petgraph::Direction::{Incoming, Outgoing};
use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn the_flat_lists_say_what_the_edges_and_the_descriptors_say(world in any_world()) {
        let graph = world.live.graph();
        for slot in (0..graph.bound() + 1).map(Slot::new) {
            for point in [Point::node(slot), Point::channel(slot)] {
                for direction in [Outgoing, Incoming] {
                    let kept: Vec<Point> = graph.impact(point, direction).collect();
                    prop_assert_eq!(kept, impact::led_to(graph, point, direction).collect::<Vec<_>>());
                }
            }
        }
        let naive = Naive::of(&world.entities);
        let reversed = naive.reversed();
        prop_assert_eq!(graph.slots().count(), naive.nodes().count());
        for (text, on) in &naive.dependencies {
            let slot = graph.find(text).unwrap();
            let texts = |slots: Vec<Slot>| -> BTreeSet<String> {
                slots.into_iter().map(|slot| graph.entity_ref(slot).to_string()).collect()
            };
            prop_assert_eq!(&texts(dependencies(graph, slot)), on);
            prop_assert_eq!(&texts(dependents(graph, slot)), &reversed.dependencies[text]);
        }
    }
}

fn measured(live: &Live, entity_ref: &str) -> (u32, u32) {
    let measures = direct_measures(live.graph(), live.graph().find(reference(entity_ref).as_str()).unwrap());
    (measures.dependents, measures.dependencies)
}

#[test]
fn impact_goes_by_dependency_by_api_and_by_subcomponent_and_no_other_way() {
    let live = catalog([
        entity("component:web").relates("consumesApi", "api:orders").relates("dependsOn", "component:orders"),
        entity("component:app").relates("consumesApi", "api:orders"),
        entity("component:orders")
            .relates("providesApi", "api:orders")
            .relates("consumesApi", "api:orders")
            .owned_by("group:shop"),
        entity("component:orders-worker").relates("partOf", "component:orders").in_system("system:shop"),
        entity("group:shop").relates("hasMember", "user:ann"),
    ]);
    assert_eq!(measured(&live, "component:orders"), (3, 0), "web once, app, the worker; not itself");
    assert_eq!(measured(&live, "component:web"), (0, 1));
    assert_eq!(measured(&live, "component:orders-worker"), (0, 1));
    assert_eq!(measured(&live, "api:orders"), (0, 0));
    assert_eq!(measured(&live, "group:shop"), (0, 0));
    assert_eq!(measured(&live, "system:shop"), (0, 0));
}
