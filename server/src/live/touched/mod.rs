//! Whose facts a change changes, beyond the entities that changed themselves. Only what rules read is looked for.

mod around;
mod owners;

use std::collections::{BTreeMap, BTreeSet};

use scorecards::{FactGroup, FactGroups};

use super::Live;
use crate::graph::{EdgeChange, Slot};

/// What a change did to the graph.
pub(super) struct Change<'a> {
    /// The snapshot before.
    pub(super) before: &'a Live,
    /// Entities that came, went, are of another version, or have references that lead elsewhere.
    pub(super) changed: &'a BTreeSet<Slot>,
    /// Edges that are declared from now on, or not any more.
    pub(super) edges: &'a [EdgeChange],
    /// Entities with another number of dependents or dependencies.
    pub(super) measured: &'a [Slot],
}

/// Groups of facts by the entity that they changed for.
#[derive(Debug, Default)]
struct Touched(BTreeMap<Slot, FactGroups>);

impl Touched {
    fn mark(&mut self, slot: Slot, group: FactGroup) {
        let groups = self.0.entry(slot).or_default();
        *groups = groups.and(group.into());
    }
}

impl Live {
    /// The entities whose facts are others after the change that made this snapshot, with the groups of these facts as far
    /// as rules read them.
    pub(super) fn touched(&self, change: &Change<'_>) -> BTreeMap<Slot, FactGroups> {
        let read: FactGroups = self.engine().groups().into_iter().collect();
        let mut touched = Touched::default();
        change.measured.iter().for_each(|&slot| touched.mark(slot, FactGroup::Measures));
        let (owner, related) = (read.has(FactGroup::Owner), read.has(FactGroup::Related));
        // What has another owner that counts without having changed itself.
        let heirs = if owner || related { self.heirs(change) } else { BTreeSet::new() };
        if owner {
            heirs.iter().for_each(|&slot| touched.mark(slot, FactGroup::Owner));
            self.owned_otherwise(change).into_iter().for_each(|slot| touched.mark(slot, FactGroup::Owner));
        }
        if related {
            self.related_otherwise(change, &heirs).into_iter().for_each(|slot| touched.mark(slot, FactGroup::Related));
        }
        let mut touched = touched.0;
        touched.values_mut().for_each(|groups| *groups = groups.within(read));
        for &slot in change.changed {
            touched.insert(slot, FactGroups::ALL);
        }
        touched.retain(|&slot, groups| !groups.is_empty() && self.graph().record(slot).is_some());
        touched
    }
}
