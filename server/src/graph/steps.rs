//! What counts as a step when a search goes from node to node.

use catalog_schema::model::RelationType;
use petgraph::Direction::{self, Incoming, Outgoing};

use super::impact::{adjacent, each_adjacent, is_subcomponent};
use super::{GraphView, RelationId, Slot, SlotSet};

/// What a search may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Steps {
    /// The impact relation, from what fails to what is hit.
    ToDependents,
    /// The impact relation, from what is hit to what may have failed.
    ToDependencies,
    /// Edges of these relations: from their `from` end (`Outgoing`) or against them.
    Along(Vec<(RelationId, Direction)>),
}

impl Steps {
    /// The same steps the other way.
    pub(crate) fn back(&self) -> Self {
        match self {
            Self::ToDependents => Self::ToDependencies,
            Self::ToDependencies => Self::ToDependents,
            Self::Along(relations) => {
                Self::Along(relations.iter().map(|&(relation, direction)| (relation, direction.opposite())).collect())
            }
        }
    }

    /// Where one step leads from `slot`: in order of slot, each once, without itself.
    pub(crate) fn neighbours(&self, view: &impl GraphView, slot: Slot) -> Vec<Slot> {
        match self {
            Self::ToDependents => adjacent(view, slot, Incoming),
            Self::ToDependencies => adjacent(view, slot, Outgoing),
            Self::Along(relations) => {
                let mut found = Vec::new();
                each_along(view, slot, relations, |other| found.push(other));
                found.sort_unstable();
                found.dedup();
                found.retain(|&other| other != slot);
                found
            }
        }
    }

    /// The same for a search that goes through many nodes: as it comes, possibly more than once and `slot` among it.
    /// `passed` is the search's own, empty when it begins; what another node led to already may be left out.
    pub(super) fn each(&self, view: &impl GraphView, slot: Slot, passed: &mut SlotSet, found: impl FnMut(Slot)) {
        match self {
            Self::ToDependents => each_adjacent(view, slot, Incoming, passed, found),
            Self::ToDependencies => each_adjacent(view, slot, Outgoing, passed, found),
            Self::Along(relations) => each_along(view, slot, relations, found),
        }
    }

    /// The relation that a step follows, read from where it begins, and the API by way of which it leads; none where it
    /// is no step. Of several relations, what depends comes first, then what is part of, then the API whose reference is
    /// the least.
    pub(crate) fn relation(&self, view: &impl GraphView, from: Slot, to: Slot) -> Option<(RelationType, Option<Slot>)> {
        match self {
            Self::ToDependencies => impact_relation(view, from, to),
            Self::ToDependents => impact_relation(view, to, from).map(|(relation, through)| match through {
                Some(_) => (RelationType::ProvidesApi, through),
                None => (relation.inverse(), None),
            }),
            Self::Along(relations) => relations.iter().find_map(|&(relation, direction)| {
                view.neighbours(from, direction, relation).find(|&other| other == to)?;
                let forward = view.relation_type(relation);
                Some((if direction == Outgoing { forward.clone() } else { forward.inverse() }, None))
            }),
        }
    }
}

fn each_along(view: &impl GraphView, slot: Slot, relations: &[(RelationId, Direction)], mut found: impl FnMut(Slot)) {
    for &(relation, direction) in relations {
        view.neighbours(slot, direction, relation).for_each(&mut found);
    }
}

/// Why `from` is hit by `to`.
fn impact_relation(view: &impl GraphView, from: Slot, to: Slot) -> Option<(RelationType, Option<Slot>)> {
    let has = |relation| view.neighbours(from, Outgoing, relation).any(|other| other == to);
    if has(RelationId::DEPENDS_ON) {
        return Some((RelationType::DependsOn, None));
    }
    if has(RelationId::PART_OF) && is_subcomponent(view, RelationId::PART_OF, from, to) {
        return Some((RelationType::PartOf, None));
    }
    let provided: Vec<Slot> = view.neighbours(to, Outgoing, RelationId::PROVIDES_API).collect();
    let consumed = view.neighbours(from, Outgoing, RelationId::CONSUMES_API);
    let through = consumed.filter(|api| provided.binary_search(api).is_ok());
    let least = through.min_by(|&one, &other| view.entity_ref(one).cmp(view.entity_ref(other)))?;
    Some((RelationType::ConsumesApi, Some(least)))
}
