//! What algorithms may ask of a graph, be it the live one or one with changes laid over it.

use catalog_schema::model::{EntityRef, RelationType};
use petgraph::Direction;

use super::{Declaration, Edge, Point, RelationId, Side, Slot, impact};
use crate::live::Record;

/// A graph of entities and of references to unknown ones. Slots are this view's own and below [`GraphView::bound`].
pub(crate) trait GraphView: Sized {
    /// The node of a reference: an entity, or something that an entity refers to.
    fn find(&self, entity_ref: &str) -> Option<Slot>;

    /// Above every slot's index.
    fn bound(&self) -> usize;

    /// All nodes, in order of slot.
    fn slots(&self) -> impl Iterator<Item = Slot> + '_;

    /// The node's reference.
    fn entity_ref(&self, slot: Slot) -> &EntityRef;

    /// What is kept of the node's entity; none where it is dangling.
    fn entity(&self, slot: Slot) -> Option<&Record>;

    /// The edges that leave the node (`Outgoing`) or arrive at it, ordered by slot of the other end, then by relation.
    fn edges(&self, slot: Slot, direction: Direction) -> impl Iterator<Item = Edge> + '_;

    /// The number of a forward relation type, if an edge ever had it.
    fn relation_id(&self, forward: &RelationType) -> Option<RelationId>;

    /// The relation type of a number.
    fn relation_type(&self, id: RelationId) -> &RelationType;

    /// The other ends of a node's edges of one relation.
    fn neighbours(&self, slot: Slot, direction: Direction, relation: RelationId) -> impl Iterator<Item = Slot> + '_ {
        self.edges(slot, direction).filter(move |edge| edge.relation == relation).map(move |edge| match direction {
            Direction::Outgoing => edge.to,
            Direction::Incoming => edge.from,
        })
    }

    /// Where one step of the impact relation leads from a point: to dependencies (`Outgoing`) or to dependents.
    fn impact(&self, point: Point, direction: Direction) -> impl Iterator<Item = Point> + '_ {
        impact::led_to(self, point, direction)
    }

    /// Every place that declares the edge, those of its `from` end first.
    fn declarations(&self, edge: Edge) -> Vec<Declaration<'_>> {
        let mut found = Vec::new();
        for (side, declaring, other) in [(Side::FROM, edge.from, edge.to), (Side::TO, edge.to, edge.from)] {
            let Some(record) = self.entity(declaring).filter(|_| edge.declared.has(side)) else { continue };
            let by = self.entity_ref(declaring);
            let kept = record.relations.iter();
            let kept = kept.filter(|kept| (kept.other, kept.relation, kept.side) == (other, edge.relation, side));
            found.extend(kept.map(|kept| Declaration { by, kept }));
        }
        found
    }
}
