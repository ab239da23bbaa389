//! How a batch of declarations changes the live graph.

use std::sync::Arc;

use petgraph::Direction;

use super::edge::HalfEdge;
use super::live_graph::HalfEdges;
use super::{EdgeChange, Graph, RelationId, Side, Slot, impact};

impl Graph {
    /// Applies changes in any order, each at most once. Each touched node's list is rewritten once, however many of its
    /// edges change: a team that owns half of the catalog costs one copy, not one per entity.
    pub(crate) fn change_edges(&mut self, changes: &mut [EdgeChange]) {
        for direction in [Direction::Outgoing, Direction::Incoming] {
            let ends = |change: &EdgeChange| match direction {
                Direction::Outgoing => (change.from, change.to),
                Direction::Incoming => (change.to, change.from),
            };
            changes.sort_unstable_by_key(|change| (ends(change), change.relation));
            for group in changes.chunk_by(|left, right| ends(left).0 == ends(right).0) {
                let slot = ends(&group[0]).0;
                let merged = merge(self.half_edges(slot, direction), group, |change| ends(change).1);
                if let Some(Some(node)) = self.nodes.get_mut(slot.index()) {
                    match direction {
                        Direction::Outgoing => node.outgoing = merged,
                        Direction::Incoming => node.incoming = merged,
                    }
                }
            }
        }
        let mut lists = std::mem::take(&mut self.impact);
        lists.renew(self, &impact::renewed_by(changes));
        self.impact = lists;
    }
}

/// Merges a list with changes, both in the same order.
fn merge(old: &[HalfEdge], changes: &[EdgeChange], other: impl Fn(&EdgeChange) -> Slot) -> HalfEdges {
    let key = |change: &EdgeChange| -> (Slot, RelationId) { (other(change), change.relation) };
    let mut merged = Vec::with_capacity(old.len() + changes.len());
    let mut rest = old;
    for group in changes.chunk_by(|left, right| key(left) == key(right)) {
        let (other, relation) = key(&group[0]);
        let before = rest.partition_point(|half| (half.other, half.relation) < (other, relation));
        merged.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        let mut declared = Side::NONE;
        if let Some(half) = rest.first().filter(|half| (half.other, half.relation) == (other, relation)) {
            declared = half.declared;
            rest = &rest[1..];
        }
        for change in group {
            declared = if change.added { declared | change.side } else { declared & !change.side };
        }
        if declared != Side::NONE {
            merged.push(HalfEdge { other, relation, declared });
        }
    }
    merged.extend_from_slice(rest);
    (!merged.is_empty()).then(|| Arc::from(merged))
}
