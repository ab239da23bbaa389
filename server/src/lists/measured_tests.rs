//! Orders by what is measured of the whole graph, before, between and after measurements.

use std::collections::BTreeSet;

use catalog_schema::model::Entity;
use catalog_schema::wire::{EntityList, FacetQuery, ListQuery, Problem};
use proptest::prelude::*;

use super::{facets, list};
use crate::graph::{Measured, TransitiveMeasures, transitive_measures};
use crate::live::Live;
use crate::live::testing::*;

/// Every order by a measure, either way round.
const ORDERS: [&str; 10] = [
    "-measures.reach",
    "measures.reach",
    "-measures.depth",
    "measures.depth",
    "-measures.criticality",
    "measures.criticality",
    "-measures.instability",
    "measures.instability",
    "-measures.dependencies",
    "measures.dependents",
];

fn page(seen: Measured<'_>, order: &str, limit: u32, cursor: Option<String>) -> Result<EntityList, Problem> {
    list(seen, &ListQuery { order: Some(order.to_owned()), limit: Some(limit), cursor, ..ListQuery::default() })
}

fn names(list: &EntityList) -> Vec<&str> {
    list.items.iter().map(|item| item.name.as_str()).collect()
}

fn chain(length: u32) -> Live {
    catalog((0..length).map(|number| {
        let entity = entity(&format!("component:c{number}"));
        if number == 0 { entity } else { entity.relates("dependsOn", &format!("component:c{}", number - 1)) }
    }))
}

#[test]
fn what_was_measured_is_listed_with_its_revision_and_orders_the_list() {
    let live = chain(4);
    let measures = transitive_measures(&live);
    let seen = Measured::new(&live, &measures);
    let widest = page(seen, "-measures.reach", 10, None).unwrap();
    assert_eq!(names(&widest), ["c0", "c1", "c2", "c3"]);
    let first = widest.items[1].measures;
    assert_eq!((first.dependents, first.dependencies, first.instability), (1, 1, Some(50)));
    assert_eq!((first.reach, first.depth, first.articulation, first.revision), (Some(2), Some(1), Some(true), Some(1)));
    assert!(first.criticality.is_some_and(|criticality| criticality > 0 && criticality < 100), "{first:?}");
    assert_eq!(names(&page(seen, "-measures.depth", 10, None).unwrap()), ["c3", "c2", "c1", "c0"]);
    assert_eq!(names(&page(seen, "-measures.criticality", 10, None).unwrap()), ["c0", "c1", "c2", "c3"]);
    assert_eq!(names(&page(seen, "measures.instability", 10, None).unwrap()), ["c0", "c1", "c2", "c3"]);
}

#[test]
fn a_filter_tells_what_holds_the_graph_together_and_leaves_out_what_nobody_measured() {
    let live = chain(4);
    let measures = transitive_measures(&live);
    let next = live.apply(2, &[put(entity("component:a").relates("dependsOn", "component:c0"))]).0;
    let seen = Measured::new(&next, &measures);
    let found = |filter: &str| {
        let query = ListQuery { filter: vec![filter.to_owned()], ..ListQuery::default() };
        names(&list(seen, &query).unwrap()).join(" ")
    };
    assert_eq!(found("articulation=true"), "c1 c2");
    assert_eq!(found("articulation=false"), "c0 c3");
    assert_eq!(found("articulation"), "c0 c1 c2 c3");
    assert_eq!(found("!articulation"), "a");
    assert_eq!(found("articulation!=true"), "a c0 c3");
    let query = FacetQuery { filter: vec!["articulation=true".to_owned()], ..FacetQuery::default() };
    assert_eq!(facets(seen, &query).unwrap().facets["kind"][0].count, 2);
}

#[test]
fn what_nobody_measured_comes_last_either_way_and_has_no_figures() {
    let live = chain(3);
    let measures = transitive_measures(&live);
    let next = live.apply(2, &[put(entity("component:a").relates("dependsOn", "component:c0"))]).0;
    let seen = Measured::new(&next, &measures);
    for order in ["-measures.reach", "measures.reach", "measures.depth", "-measures.criticality"] {
        let found = page(seen, order, 10, None).unwrap();
        let last = found.items.last().unwrap();
        assert_eq!(last.name, "a", "{order}");
        assert_eq!((last.measures.dependencies, last.measures.instability), (1, Some(100)), "these are of now");
        assert_eq!((last.measures.reach, last.measures.articulation, last.measures.revision), (None, None, None));
        assert_eq!((found.items[0].measures.revision, found.revision), (Some(1), 2));
    }
    let unconnected = catalog([entity("component:a"), entity("component:b").relates("dependsOn", "component:c")]);
    for order in ["-measures.instability", "measures.instability"] {
        assert_eq!(names(&page((&unconnected).into(), order, 10, None).unwrap()), ["b", "a"], "{order}");
    }
}

#[test]
fn before_anything_was_measured_there_are_no_figures_and_the_reference_decides() {
    let live = chain(3);
    for seen in [Measured::from(&live), Measured::new(&live, &TransitiveMeasures::default())] {
        let found = page(seen, "-measures.reach", 10, None).unwrap();
        assert_eq!(names(&found), ["c0", "c1", "c2"]);
        assert!(found.items.iter().all(|item| item.measures.reach.is_none() && item.measures.revision.is_none()));
    }
    // What was measured before a restore is of another catalog.
    let measures = transitive_measures(&live);
    let restored = Live::empty("another epoch", live.search().clone()).apply(1, &[put(entity("component:c0"))]).0;
    assert_eq!(page(Measured::new(&restored, &measures), "name", 10, None).unwrap().items[0].measures.reach, None);
}

#[test]
fn a_cursor_goes_on_where_it_was_when_the_catalog_is_measured_anew() {
    let live = chain(6);
    let before = transitive_measures(&live);
    let first = page(Measured::new(&live, &before), "-measures.reach", 2, None).unwrap();
    assert_eq!(names(&first), ["c0", "c1"]);
    // What comes has more reach than before for all but the last, and moves none of them over the edge.
    let next = live.apply(2, &[put(entity("component:b").relates("dependsOn", "component:c4"))]).0;
    let after = transitive_measures(&next);
    for (measures, rest) in [(&before, ["c2", "c3", "c4", "c5", "b"]), (&after, ["c2", "c3", "c4", "b", "c5"])] {
        let found = page(Measured::new(&next, measures), "-measures.reach", 10, first.next_cursor.clone()).unwrap();
        assert_eq!(names(&found), rest, "neither repeated nor passed over");
    }
}

#[test]
fn a_cursor_from_before_the_first_measurement_says_that_it_is_over() {
    let live = chain(6);
    let measures = transitive_measures(&live);
    let (unmeasured, measured) = (Measured::from(&live), Measured::new(&live, &measures));
    for (one, other) in [(unmeasured, measured), (measured, unmeasured)] {
        let first = page(one, "-measures.reach", 2, None).unwrap();
        let expired = page(other, "-measures.reach", 2, first.next_cursor.clone()).unwrap_err();
        assert_eq!((expired.status, expired.code.as_str()), (410, "cursor_expired"));
        assert!(expired.detail.contains("begin again"), "{}", expired.detail);
        assert_eq!(page(one, "-measures.reach", 2, first.next_cursor).unwrap().items.len(), 2);
    }
    let by_name = page(unmeasured, "name", 2, None).unwrap();
    assert_eq!(names(&page(measured, "name", 2, by_name.next_cursor).unwrap()), ["c2", "c3"]);
}

#[test]
fn an_unknown_measure_is_a_problem_that_lists_those_there_are() {
    let live = chain(2);
    let problem = page((&live).into(), "-measures.reech", 2, None).unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (400, "unknown_order"));
    for known in ["did you mean measures.reach?", "measures.depth", "measures.criticality", "measures.instability"] {
        assert!(problem.detail.contains(known), "{}", problem.detail);
    }
}

proptest! {
    #[test]
    fn every_entity_comes_once_whether_it_was_measured_or_not(
        entities in prop::collection::vec(any_entity(), 0..30),
        measured in 0..30_usize,
        limit in 1..7_u32,
        order in prop::sample::select(ORDERS.to_vec()),
    ) {
        let (early, late) = entities.split_at(measured.min(entities.len()));
        let before = catalog(early.iter().cloned());
        let measures = transitive_measures(&before);
        let live = before.apply(2, &late.iter().map(|entity: &Entity| put(entity.clone())).collect::<Vec<_>>()).0;
        let seen = Measured::new(&live, &measures);
        let whole = page(seen, order, 1_000, None).unwrap();
        let refs: Vec<String> = whole.items.iter().map(|item| item.entity_ref.clone()).collect();
        prop_assert_eq!(refs.iter().collect::<BTreeSet<_>>().len(), live.entity_count());
        let value = |item: &catalog_schema::wire::Entity| {
            let measures = item.measures;
            match order.trim_start_matches("-measures.").trim_start_matches("measures.") {
                "reach" => measures.reach,
                "depth" => measures.depth,
                "criticality" => measures.criticality.map(u32::from),
                "instability" => measures.instability.map(u32::from),
                "dependencies" => Some(measures.dependencies),
                _ => Some(measures.dependents),
            }
        };
        // In order, what has no value last, and the reference between equals.
        let place = |item: &catalog_schema::wire::Entity| {
            let entity_ref = reference(&item.entity_ref);
            [entity_ref.kind(), entity_ref.namespace(), entity_ref.name()].map(str::to_owned)
        };
        let in_order = whole.items.is_sorted_by(|one, other| match (value(one), value(other)) {
            (Some(first), Some(second)) if first != second => (first > second) == order.starts_with('-'),
            (None, Some(_)) => false,
            (Some(_), None) => true,
            _ => place(one) < place(other),
        });
        prop_assert!(in_order, "{:?}", refs);
        let (mut paged, mut cursor) = (Vec::new(), None);
        loop {
            let next = page(seen, order, limit, cursor).unwrap();
            paged.extend(next.items.into_iter().map(|item| item.entity_ref));
            cursor = next.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        prop_assert_eq!(paged, refs);
    }
}
