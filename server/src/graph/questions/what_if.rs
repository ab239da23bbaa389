//! What a change would make of an entity's impact.

use catalog_schema::model::EntityRef;

use super::super::{GraphView, Slot, Spread, Steps};
use crate::live::Live;

/// What would be hit and is not, and what is hit and would not be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// By reference.
    pub added: Vec<EntityRef>,
    /// By reference.
    pub removed: Vec<EntityRef>,
    /// How much is hit before and after.
    pub totals: (u64, u64),
}

/// Compares what is hit when `root` fails in two states of the catalog. Where a state has no such node, nothing is hit in it.
pub fn what_if(before: &Live, after: &Live, root: &EntityRef) -> WhatIf {
    compare(before.graph(), after.graph(), root)
}

/// The same of any two views.
pub(in crate::graph) fn compare(before: &impl GraphView, after: &impl GraphView, root: &EntityRef) -> WhatIf {
    let (had, has) = (spread(before, root), spread(after, root));
    WhatIf {
        added: missing((after, &has), (before, &had)),
        removed: missing((before, &had), (after, &has)),
        totals: (had.hit().len() as u64, has.hit().len() as u64),
    }
}

fn spread(view: &impl GraphView, root: &EntityRef) -> Spread {
    let root = view.find(root.as_str());
    Spread::new(view, root.as_slice(), &Steps::ToDependents, u32::MAX)
}

/// What is hit in one state and not in another, by reference.
fn missing<V: GraphView>(
    (view, hit): (&V, &Spread),
    (other_view, other): (&impl GraphView, &Spread),
) -> Vec<EntityRef> {
    let is_hit_there = |slot: Slot| {
        let entity_ref = view.entity_ref(slot);
        // Slots of two states say nothing of each other, but of states that follow each other most are the same.
        let is_same = slot.index() < other_view.bound() && other_view.entity_ref(slot) == entity_ref;
        let there = if is_same { Some(slot) } else { other_view.find(entity_ref.as_str()) };
        there.and_then(|there| other.distance(there)).is_some_and(|distance| distance > 0)
    };
    let missing = hit.hit().iter().filter(|slot| !is_hit_there(**slot));
    let mut refs: Vec<EntityRef> = missing.map(|&slot| view.entity_ref(slot).clone()).collect();
    refs.sort_unstable();
    refs
}
