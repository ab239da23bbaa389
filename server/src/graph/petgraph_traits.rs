//! petgraph's algorithms, running on the live graph as it is.

use std::iter::Copied;
use std::slice::Iter;

use petgraph::Direction;
use petgraph::visit::{
    Data, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors,
    IntoNeighborsDirected, IntoNodeIdentifiers, NodeCount, NodeIndexable, Visitable,
};

use super::edge::HalfEdge;
use super::{Edge, Graph, GraphView, RelationId, Slot, SlotSet};

impl GraphBase for Graph {
    type EdgeId = (Slot, Slot, RelationId);
    type NodeId = Slot;
}

impl GraphProp for Graph {
    type EdgeType = petgraph::Directed;
}

impl Data for Graph {
    type NodeWeight = ();
    type EdgeWeight = RelationId;
}

impl EdgeRef for Edge {
    type NodeId = Slot;
    type EdgeId = (Slot, Slot, RelationId);
    type Weight = RelationId;

    fn source(&self) -> Slot {
        self.from
    }

    fn target(&self) -> Slot {
        self.to
    }

    fn weight(&self) -> &RelationId {
        &self.relation
    }

    fn id(&self) -> Self::EdgeId {
        (self.from, self.to, self.relation)
    }
}

/// The other ends of a node's edges. A node comes once per edge.
pub(crate) struct Neighbours<'a>(Copied<Iter<'a, HalfEdge>>);

impl Iterator for Neighbours<'_> {
    type Item = Slot;

    fn next(&mut self) -> Option<Slot> {
        self.0.next().map(|half| half.other)
    }
}

/// A node's edges.
pub(crate) struct Edges<'a> {
    slot: Slot,
    direction: Direction,
    halves: Copied<Iter<'a, HalfEdge>>,
}

impl Iterator for Edges<'_> {
    type Item = Edge;

    fn next(&mut self) -> Option<Edge> {
        self.halves.next().map(|half| half.to_edge(self.slot, self.direction))
    }
}

impl<'a> IntoNeighbors for &'a Graph {
    type Neighbors = Neighbours<'a>;

    fn neighbors(self, slot: Slot) -> Neighbours<'a> {
        self.neighbors_directed(slot, Direction::Outgoing)
    }
}

impl<'a> IntoNeighborsDirected for &'a Graph {
    type NeighborsDirected = Neighbours<'a>;

    fn neighbors_directed(self, slot: Slot, direction: Direction) -> Neighbours<'a> {
        Neighbours(self.half_edges(slot, direction).iter().copied())
    }
}

impl<'a> IntoEdges for &'a Graph {
    type Edges = Edges<'a>;

    fn edges(self, slot: Slot) -> Edges<'a> {
        self.edges_directed(slot, Direction::Outgoing)
    }
}

impl<'a> IntoEdgesDirected for &'a Graph {
    type EdgesDirected = Edges<'a>;

    fn edges_directed(self, slot: Slot, direction: Direction) -> Edges<'a> {
        Edges { slot, direction, halves: self.half_edges(slot, direction).iter().copied() }
    }
}

impl<'a> IntoEdgeReferences for &'a Graph {
    type EdgeRef = Edge;
    type EdgeReferences = Box<dyn Iterator<Item = Edge> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.slots().flat_map(move |slot| IntoEdges::edges(self, slot)))
    }
}

impl<'a> IntoNodeIdentifiers for &'a Graph {
    type NodeIdentifiers = Box<dyn Iterator<Item = Slot> + 'a>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        Box::new(self.slots())
    }
}

impl NodeCount for Graph {
    fn node_count(&self) -> usize {
        Graph::node_count(self)
    }
}

impl NodeIndexable for Graph {
    fn node_bound(&self) -> usize {
        GraphView::bound(self)
    }

    fn to_index(&self, slot: Slot) -> usize {
        slot.index()
    }

    fn from_index(&self, index: usize) -> Slot {
        Slot::new(index)
    }
}

impl Visitable for Graph {
    type Map = SlotSet;

    fn visit_map(&self) -> SlotSet {
        SlotSet::with_bound(GraphView::bound(self))
    }

    fn reset_map(&self, map: &mut SlotSet) {
        map.clear();
    }
}
