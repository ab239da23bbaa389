//! What a change would make of an entity's impact.

use catalog_schema::model::EntityRef;

use super::super::{GraphView, Spread, Steps};
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
    let (hit_before, hit_after) = (spread(before, root), spread(after, root));
    let missing = |from: &[EntityRef], other: &[EntityRef]| -> Vec<EntityRef> {
        from.iter().filter(|entity_ref| other.binary_search(entity_ref).is_err()).cloned().collect()
    };
    WhatIf {
        added: missing(&hit_after, &hit_before),
        removed: missing(&hit_before, &hit_after),
        totals: (hit_before.len() as u64, hit_after.len() as u64),
    }
}

/// References of what is hit, in order: slots of two states say nothing of each other.
fn spread(view: &impl GraphView, root: &EntityRef) -> Vec<EntityRef> {
    let Some(root) = view.find(root.as_str()) else { return Vec::new() };
    let spread = Spread::new(view, &[root], &Steps::ToDependents, u32::MAX);
    let mut refs: Vec<EntityRef> = spread.hit().iter().map(|&slot| view.entity_ref(slot).clone()).collect();
    refs.sort_unstable();
    refs
}
