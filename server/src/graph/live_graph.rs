//! The live graph: adjacency per node in chunks that snapshots share.

use std::sync::Arc;

use catalog_schema::model::{EntityRef, RelationType};
use petgraph::Direction;
use rpds::{HashTrieMapSync, StackSync};

use super::edge::HalfEdge;
use super::impact_lists::ImpactLists;
use super::{Edge, GraphView, Point, RelationId, RelationTable, Slot};
use crate::live::{CowVec, Record};

/// Entities, dangling references, and the edges between them. A clone shares everything.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(super) refs: HashTrieMapSync<EntityRef, Slot>,
    pub(super) nodes: CowVec<Option<Node>>,
    pub(super) relations: RelationTable,
    /// Follows from the edges.
    pub(super) impact: ImpactLists,
    pub(super) free: StackSync<Slot>,
}

/// An entity, or a reference that entities make to an unknown one.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) entity_ref: EntityRef,
    pub(super) record: Option<Arc<Record>>,
    pub(super) outgoing: HalfEdges,
    pub(super) incoming: HalfEdges,
}

/// By other end, then by relation. None rather than an empty allocation.
pub(super) type HalfEdges = Option<Arc<[HalfEdge]>>;

impl Default for Graph {
    fn default() -> Self {
        Self {
            refs: HashTrieMapSync::new_sync(),
            nodes: CowVec::default(),
            relations: RelationTable::default(),
            impact: ImpactLists::default(),
            free: StackSync::new_sync(),
        }
    }
}

impl Graph {
    /// The node of `entity_ref`, made if need be.
    pub(crate) fn slot_of(&mut self, entity_ref: &EntityRef) -> Slot {
        if let Some(slot) = self.refs.get(entity_ref) {
            return *slot;
        }
        let node = Node { entity_ref: entity_ref.clone(), record: None, outgoing: None, incoming: None };
        let slot = match self.free.peek().copied() {
            Some(slot) => {
                self.free.pop_mut();
                if let Some(place) = self.nodes.get_mut(slot.index()) {
                    *place = Some(node);
                }
                slot
            }
            None => Slot::new(self.nodes.push(Some(node))),
        };
        self.refs.insert_mut(entity_ref.clone(), slot);
        slot
    }

    /// The number of a relation's forward type.
    pub(crate) fn number_relation(&mut self, forward: &RelationType) -> RelationId {
        self.relations.number(forward)
    }

    pub(crate) fn record(&self, slot: Slot) -> Option<&Arc<Record>> {
        self.node(slot)?.record.as_ref()
    }

    pub(crate) fn set_record(&mut self, slot: Slot, record: Option<Arc<Record>>) {
        if let Some(Some(node)) = self.nodes.get_mut(slot.index()) {
            node.record = record;
        }
    }

    pub(crate) fn update_record(&mut self, slot: Slot, change: impl FnOnce(&mut Record)) {
        if let Some(Some(node)) = self.nodes.get_mut(slot.index())
            && let Some(record) = &mut node.record
        {
            change(Arc::make_mut(record));
        }
    }

    /// Drops the node if it is no entity and nothing refers to it; whether it did.
    pub(crate) fn drop_if_unused(&mut self, slot: Slot) -> bool {
        let unused = |node: &Node| node.record.is_none() && node.outgoing.is_none() && node.incoming.is_none();
        let Some(node) = self.node(slot).filter(|node| unused(node)) else { return false };
        let entity_ref = node.entity_ref.clone();
        self.refs.remove_mut(&entity_ref);
        if let Some(place) = self.nodes.get_mut(slot.index()) {
            *place = None;
        }
        self.free.push_mut(slot);
        true
    }

    /// How many nodes there are.
    pub(crate) fn node_count(&self) -> usize {
        self.refs.size()
    }

    #[inline]
    pub(super) fn node(&self, slot: Slot) -> Option<&Node> {
        self.nodes.get(slot.index())?.as_ref()
    }

    pub(super) fn half_edges(&self, slot: Slot, direction: Direction) -> &[HalfEdge] {
        let edges = self.node(slot).and_then(|node| match direction {
            Direction::Outgoing => node.outgoing.as_deref(),
            Direction::Incoming => node.incoming.as_deref(),
        });
        edges.unwrap_or_default()
    }
}

impl GraphView for Graph {
    fn find(&self, entity_ref: &str) -> Option<Slot> {
        self.refs.get(entity_ref).copied()
    }

    fn bound(&self) -> usize {
        self.nodes.len()
    }

    fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.nodes.iter().enumerate().filter(|(_, node)| node.is_some()).map(|(index, _)| Slot::new(index))
    }

    #[inline]
    fn entity_ref(&self, slot: Slot) -> &EntityRef {
        static NOWHERE: std::sync::LazyLock<EntityRef> = std::sync::LazyLock::new(|| EntityRef::new("", "", ""));
        self.node(slot).map_or(&NOWHERE, |node| &node.entity_ref)
    }

    fn entity(&self, slot: Slot) -> Option<&Record> {
        self.record(slot).map(|record| &**record)
    }

    fn edges(&self, slot: Slot, direction: Direction) -> impl Iterator<Item = Edge> + '_ {
        self.half_edges(slot, direction).iter().map(move |half| half.to_edge(slot, direction))
    }

    #[inline]
    fn impact(&self, point: Point, direction: Direction) -> impl Iterator<Item = Point> + '_ {
        self.impact.of(point, direction)
    }

    fn relation_id(&self, forward: &RelationType) -> Option<RelationId> {
        self.relations.find(forward)
    }

    fn relation_type(&self, id: RelationId) -> &RelationType {
        self.relations.relation_type(id)
    }
}

impl HalfEdge {
    pub(super) fn to_edge(self, slot: Slot, direction: Direction) -> Edge {
        let (from, to) = match direction {
            Direction::Outgoing => (slot, self.other),
            Direction::Incoming => (self.other, slot),
        };
        Edge { from, to, relation: self.relation, declared: self.declared }
    }
}
