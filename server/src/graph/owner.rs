//! Owners: who counts as one, and what teams a team contains.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::EffectiveOwner;
use petgraph::Direction::Incoming;

use super::{GraphView, RelationId, Side, Slot, SlotSet};
use crate::live::Live;

/// The owner that counts for an entity: the declared one, else that of its system, else that of the domain that it or
/// its system is part of, else the one that the repository's CODEOWNERS gives to the descriptor's directory.
pub fn effective_owner(live: &Live, entity_ref: &EntityRef) -> Option<EffectiveOwner> {
    let graph = live.graph();
    graph.find(entity_ref.as_str()).and_then(|slot| effective_owner_of(graph, slot))
}

pub(crate) fn effective_owner_of(view: &impl GraphView, slot: Slot) -> Option<EffectiveOwner> {
    let entity = view.entity(slot)?;
    let owner = |owner: &EntityRef, via: &str| EffectiveOwner::new(owner.to_string(), via);
    if let Some(declared) = &entity.owner {
        return Some(owner(declared, "declared"));
    }
    let inherited = containers(view, slot).find_map(|container| {
        let inherited = view.entity(container)?.owner.as_ref()?;
        Some(owner(inherited, view.entity_ref(container).as_str()))
    });
    inherited.or_else(|| {
        let code_owner = entity.code_owner.as_deref()?;
        let (file, line) = (Some(code_owner.path.clone()), Some(code_owner.line));
        Some(EffectiveOwner { file, line, ..owner(&code_owner.owner, "codeowners") })
    })
}

/// The reference of the owner that counts, without where it comes from.
pub(crate) fn effective_owner_ref(view: &impl GraphView, slot: Slot) -> Option<&EntityRef> {
    let entity = view.entity(slot)?;
    let inherited = || containers(view, slot).find_map(|container| view.entity(container)?.owner.as_ref());
    entity.owner.as_ref().or_else(inherited).or_else(|| Some(&entity.code_owner.as_deref()?.owner))
}

/// Where an owner is inherited from: the system, then the domain.
fn containers(view: &impl GraphView, slot: Slot) -> impl Iterator<Item = Slot> {
    let system = view.entity(slot).and_then(|entity| view.find(entity.system.as_ref()?.as_str()));
    let domain = domain_of(view, slot).or_else(|| system.and_then(|system| domain_of(view, system)));
    [system, domain].into_iter().flatten()
}

fn domain_of(view: &impl GraphView, slot: Slot) -> Option<Slot> {
    let record = view.entity(slot)?;
    let part_of =
        record.relations.iter().filter(|kept| (kept.relation, kept.side) == (RelationId::PART_OF, Side::FROM));
    part_of.map(|kept| kept.other).find(|&container| view.entity_ref(container).kind() == "domain")
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
