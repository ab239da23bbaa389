//! What one entity relates to.

use std::collections::HashMap;

use catalog_schema::model::{EntityRef, RelationType};
use catalog_schema::wire::{Problem, RelatedEntity, Relations};
use petgraph::Direction::{Incoming, Outgoing};

use super::{Edge, GraphView, RelationId, Side, Slot};
use crate::lists::problems;
use crate::live::{KeptRelation, Live, Record};

/// Every relation of an entity, or of a reference that entities make to an unknown one, in both directions; one item
/// per relation type and other end, even where both ends declare it (then the asked entity's own words count).
///
/// # Errors
/// 404 `entity_not_found`.
pub fn relations(live: &Live, entity_ref: &EntityRef) -> Result<Relations, Problem> {
    let graph = live.graph();
    let slot = graph.find(entity_ref.as_str()).ok_or_else(|| problems::entity_not_found(live, entity_ref))?;
    let own = own_declarations(graph.entity(slot));
    let outgoing = graph.edges(slot, Outgoing).map(|edge| (edge, edge.to, Side::FROM));
    let incoming = graph.edges(slot, Incoming).map(|edge| (edge, edge.from, Side::TO));
    let mut items: Vec<(RelationType, RelatedEntity)> = outgoing
        .chain(incoming)
        .map(|(edge, other, side)| {
            let forward = graph.relation_type(edge.relation);
            let relation = if side == Side::FROM { forward.clone() } else { forward.inverse() };
            let origin = match own.get(&(other, edge.relation, side)) {
                Some(kept) => (entity_ref.to_string(), kept.origin.to_string()),
                None => declared_elsewhere(graph, edge),
            };
            let item = to_wire(live, other, &relation, origin);
            (relation, item)
        })
        .collect();
    items.sort_by(|(left, one), (right, other)| (left, &one.entity_ref).cmp(&(right, &other.entity_ref)));
    let items = items.into_iter().map(|(_, item)| item).collect();
    Ok(Relations { entity_ref: entity_ref.to_string(), items, revision: live.revision() })
}

/// The first declaration of each edge; a map, since a team may declare thousands.
fn own_declarations(record: Option<&Record>) -> HashMap<(Slot, RelationId, Side), &KeptRelation> {
    let mut own = HashMap::new();
    for kept in record.into_iter().flat_map(|record| &record.relations) {
        own.entry((kept.other, kept.relation, kept.side)).or_insert(kept);
    }
    own
}

fn declared_elsewhere(view: &impl GraphView, edge: Edge) -> (String, String) {
    let first = view.declarations(edge).first().map(|first| (first.by.to_string(), first.kept.origin.to_string()));
    first.unwrap_or_default()
}

fn to_wire(live: &Live, slot: Slot, relation: &RelationType, origin: (String, String)) -> RelatedEntity {
    let view = live.graph();
    let row = live.row(slot);
    let entity_ref = view.entity_ref(slot);
    let entity = view.entity(slot);
    let (declared_by, origin) = origin;
    RelatedEntity {
        relation: relation.to_string(),
        entity_ref: entity_ref.to_string(),
        kind: entity.map_or(entity_ref.kind(), |entity| &*entity.kind).to_owned(),
        title: entity.and_then(|entity| entity.title.as_deref()).map(str::to_owned),
        entity_type: entity.and_then(|entity| entity.entity_type.as_deref()).map(str::to_owned),
        owner: entity.and_then(|entity| entity.owner.as_ref()).map(ToString::to_string),
        lifecycle: entity.and_then(|entity| entity.lifecycle.as_deref()).map(str::to_owned),
        tier: entity.and_then(|entity| entity.tier),
        health: row.and_then(|row| row.health),
        dependents: row.map_or(0, |row| row.measures.dependents),
        dangling: entity.is_none(),
        declared_by,
        origin,
    }
}
