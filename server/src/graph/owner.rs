//! Owners: who counts as one, and what teams a team contains.

use catalog_schema::model::{EntityRef, RelationType};
use catalog_schema::wire::EffectiveOwner;
use petgraph::Direction::Incoming;

use super::{GraphView, RelationId, Slot, SlotSet};
use crate::live::Live;

/// The owner that counts for an entity: the declared one, else that of its system, else that of the domain that it or
/// its system is part of.
pub fn effective_owner(live: &Live, entity_ref: &EntityRef) -> Option<EffectiveOwner> {
    let graph = live.graph();
    graph.find(entity_ref.as_str()).and_then(|slot| effective_owner_of(graph, slot))
}

pub(crate) fn effective_owner_of(view: &impl GraphView, slot: Slot) -> Option<EffectiveOwner> {
    let entity = view.entity(slot)?;
    let owner = |owner: &EntityRef, via: &str| EffectiveOwner { entity_ref: owner.to_string(), via: via.to_owned() };
    if let Some(declared) = &entity.owner {
        return Some(owner(declared, "declared"));
    }
    let system = entity.system.as_ref().and_then(|system| view.find(system.as_str()));
    let domain = domain_of(view, slot).or_else(|| system.and_then(|system| domain_of(view, system)));
    [system, domain].into_iter().flatten().find_map(|container| {
        let inherited = view.entity(container)?.owner.as_ref()?;
        Some(owner(inherited, view.entity_ref(container).as_str()))
    })
}

fn domain_of(view: &impl GraphView, slot: Slot) -> Option<Slot> {
    let part_of = view.entity(slot)?.relations.iter().filter(|relation| relation.relation_type == RelationType::PartOf);
    part_of
        .filter(|relation| relation.target.kind() == "domain")
        .find_map(|relation| view.find(relation.target.as_str()))
}

/// A team and every team below it, each once, however the tree is knotted.
pub(crate) fn descendants(view: &impl GraphView, team: Slot) -> Vec<Slot> {
    let mut seen = SlotSet::with_bound(view.bound());
    seen.insert(team);
    let mut found = vec![team];
    let mut next = 0;
    while let Some(&slot) = found.get(next) {
        next += 1;
        for child in view.neighbours(slot, Incoming, RelationId::CHILD_OF) {
            if seen.insert(child) {
                found.push(child);
            }
        }
    }
    found
}
