//! Who bears each entity, and how critical it is, side by side: what counts of many entities read, without a row of each.

use super::{Live, Symbol};
use crate::graph::Slot;

/// The owner that counts and the tier of one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bearer {
    /// A symbol of the column of owners; [`Symbol::NONE`] where nobody owns it, or it is not in the catalog.
    pub(crate) owner: Symbol,
    /// 1 to 4; 0 where none is said.
    pub(crate) tier: u8,
}

/// The bearers of all entities, by slot.
#[derive(Debug, Default)]
pub(crate) struct Bearers(Box<[Bearer]>);

impl Bearers {
    pub(super) fn new(live: &Live) -> Self {
        let mut bearers = Vec::new();
        for (slot, row) in live.rows() {
            bearers.resize(slot.index(), Bearer::NOBODY);
            bearers.push(Bearer { owner: live.effective_owner(row), tier: row.tier.unwrap_or(0) });
        }
        Self(bearers.into())
    }

    /// Who bears an entity.
    pub(crate) fn of(&self, slot: Slot) -> Bearer {
        self.0.get(slot.index()).copied().unwrap_or(Bearer::NOBODY)
    }
}

impl Bearer {
    const NOBODY: Self = Self { owner: Symbol::NONE, tier: 0 };
}
