//! Other names of entities, and who looks for what by them.

use std::sync::Arc;

use rpds::{HashTrieMapSync, HashTrieSetSync};
use serde::{Deserialize, Serialize};

use crate::graph::Slot;

/// What references are resolved by, apart from the graph's own nodes; the keys are those of
/// [`catalog_schema::resolve::key`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Names {
    /// The entities that have an alias of this key.
    pub(super) aliases: SlotsByKey,
    /// The entities that have a title of this key.
    pub(super) titles: SlotsByKey,
    /// The entities that hold a reference of this key which is not the exact one of an entity: it is dangling, or was
    /// found otherwise. Who holds an exact one is found over the graph's edges.
    pub(super) seekers: SlotsByKey,
}

/// Sets of slots by key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SlotsByKey {
    sets: HashTrieMapSync<Arc<str>, Slots>,
}

/// Most keys have one slot, for which a set of its own would be large.
#[derive(Clone, Debug, Serialize, Deserialize)]
enum Slots {
    One(Slot),
    Several(HashTrieSetSync<Slot>),
}

impl Default for SlotsByKey {
    fn default() -> Self {
        Self { sets: HashTrieMapSync::new_sync() }
    }
}

impl SlotsByKey {
    /// The slots of a key, each once.
    pub(super) fn get(&self, key: &str) -> impl Iterator<Item = Slot> + '_ {
        let (one, several) = match self.sets.get(key) {
            None => (None, None),
            Some(Slots::One(slot)) => (Some(*slot), None),
            Some(Slots::Several(slots)) => (None, Some(slots)),
        };
        one.into_iter().chain(several.into_iter().flatten().copied())
    }

    /// Every key with its slots.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Vec<Slot>)> {
        self.sets.keys().map(|key| (&**key, self.get(key).collect()))
    }

    /// Adds a slot to a key's, where it is not yet.
    pub(super) fn insert(&mut self, key: &str, slot: Slot) {
        match self.sets.get_mut(key) {
            None => self.sets.insert_mut(key.into(), Slots::One(slot)),
            Some(Slots::Several(slots)) => slots.insert_mut(slot),
            Some(Slots::One(other)) if *other == slot => {}
            Some(place) => {
                let Slots::One(other) = *place else { return };
                let mut slots = HashTrieSetSync::new_sync();
                slots.insert_mut(other);
                slots.insert_mut(slot);
                *place = Slots::Several(slots);
            }
        }
    }

    /// Removes a slot from a key's, where it is one.
    pub(super) fn remove(&mut self, key: &str, slot: Slot) {
        let empty = match self.sets.get_mut(key) {
            None => false,
            Some(Slots::One(other)) => *other == slot,
            Some(Slots::Several(slots)) => {
                slots.remove_mut(&slot);
                slots.is_empty()
            }
        };
        if empty {
            self.sets.remove_mut(key);
        }
    }
}
