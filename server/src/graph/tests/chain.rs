//! A chain of a million nodes, for everything that goes through the graph: nothing recurses.

use std::sync::LazyLock;

use catalog_schema::model::{EntityRef, RelationType};
use petgraph::Direction;

use super::super::measures::measures_of;
use super::super::network::articulation_points;
use super::super::questions::{example, groups_below, knots, shortest, simple_paths};
use super::super::*;
use crate::live::Record;

const LENGTH: usize = 1_000_000;

/// Each node depends on the next; the last one on the first where it is a ring.
struct Chain {
    is_ring: bool,
}

static REFS: LazyLock<Vec<EntityRef>> = LazyLock::new(|| {
    (0..LENGTH).map(|number| EntityRef::new("component", "default", &format!("c{number:07}"))).collect()
});

impl GraphView for Chain {
    fn find(&self, entity_ref: &str) -> Option<Slot> {
        REFS.binary_search_by(|known| known.as_str().cmp(entity_ref)).ok().map(Slot::new)
    }

    fn bound(&self) -> usize {
        LENGTH
    }

    fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        (0..LENGTH).map(Slot::new)
    }

    fn entity_ref(&self, slot: Slot) -> &EntityRef {
        &REFS[slot.index()]
    }

    fn entity(&self, _slot: Slot) -> Option<&Record> {
        None
    }

    fn edges(&self, slot: Slot, direction: Direction) -> impl Iterator<Item = Edge> + '_ {
        let other = match direction {
            Direction::Outgoing => (slot.index() + 1) % LENGTH,
            Direction::Incoming => (slot.index() + LENGTH - 1) % LENGTH,
        };
        let (from, to) = match direction {
            Direction::Outgoing => (slot, Slot::new(other)),
            Direction::Incoming => (Slot::new(other), slot),
        };
        let edge = Edge { from, to, relation: RelationId::DEPENDS_ON, declared: Side::FROM };
        (self.is_ring || to.index() != 0).then_some(edge).into_iter()
    }

    fn relation_id(&self, _forward: &RelationType) -> Option<RelationId> {
        None
    }

    fn relation_type(&self, _id: RelationId) -> &RelationType {
        &RelationType::DependsOn
    }
}

const CHAIN: Chain = Chain { is_ring: false };
const RING: Chain = Chain { is_ring: true };

fn ends() -> (Slot, Slot) {
    (Slot::new(0), Slot::new(LENGTH - 1))
}

#[test]
fn a_failure_spreads_to_the_end_of_the_chain() {
    let (first, last) = ends();
    let spread = Spread::new(&CHAIN, &[last], &Steps::ToDependents, u32::MAX);
    assert_eq!((spread.hit().len(), spread.distance(first)), (LENGTH - 1, Some(LENGTH as u32 - 1)));
    assert_eq!(Trail::new(&CHAIN, &spread, &Steps::ToDependents).back_from(first).len(), LENGTH);
}

#[test]
fn ways_go_from_end_to_end() {
    let way = shortest(&CHAIN, &Steps::ToDependencies, ends(), u32::MAX).unwrap();
    assert_eq!(way.len(), LENGTH);
    let (all, _) = simple_paths(&CHAIN, &Steps::ToDependencies, ends(), LENGTH as u32, 1);
    assert_eq!(all, [way]);
}

#[test]
fn a_ring_is_one_knot_and_a_chain_is_none() {
    assert!(knots(&CHAIN).is_empty());
    let knots = knots(&RING);
    assert_eq!((knots.len(), knots[0].members.len()), (1, LENGTH));
    let pairs = knots[0].pairs(&RING).unwrap();
    assert_eq!(example(&pairs).len(), LENGTH);
    assert_eq!(super::super::questions::cut(&pairs).edges.len(), 1);
}

#[test]
fn the_order_of_a_chain_has_as_many_levels_as_it_has_nodes() {
    let (first, _) = ends();
    let groups = groups_below(&CHAIN, &[first], false);
    assert_eq!(groups.iter().map(|group| group.level as usize).max(), Some(LENGTH - 1));
    assert_eq!(groups_below(&RING, &[first], false).len(), 1);
}

#[test]
fn all_but_the_ends_hold_a_chain_together_and_nothing_holds_a_ring() {
    let points = |view: &Chain| {
        let network = ImpactNetwork::whole(view);
        let reversed = network.dependencies().reversed();
        articulation_points(network.dependencies(), &reversed).into_iter().filter(|&is_one| is_one).count()
    };
    assert_eq!((points(&CHAIN), points(&RING)), (LENGTH - 2, 0));
}

#[test]
fn a_ring_is_measured() {
    let measures = measures_of(&RING);
    let all_hit = LENGTH as u32 - 1;
    assert!(measures.iter().all(|measure| measure.reach == all_hit && measure.in_cycle && measure.depth == 0));
}

#[test]
fn a_chain_is_measured() {
    let measures = measures_of(&CHAIN);
    let last = LENGTH - 1;
    assert_eq!((measures[last].reach as usize, measures[0].depth as usize), (last, last));
}
