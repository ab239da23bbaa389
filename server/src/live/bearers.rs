//! Who bears each entity, and how critical it is, side by side: what counts of many entities read, without a row of each.

use super::{Column, Live, Symbol};
use crate::graph::{GraphView, Slot};

/// The owner that counts and the tier of one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bearer {
    /// A symbol of the column of owners; [`Symbol::NONE`] where nobody owns it, or it is not in the catalog.
    pub(crate) owner: Symbol,
    /// 1 to 4; 0 where none is said.
    pub(crate) tier: u8,
}

/// The bearers of all entities, and where owners are.
#[derive(Debug, Default)]
pub(crate) struct Bearers {
    /// By slot.
    of: Box<[Bearer]>,
    /// By the owner's symbol: its node, where anything is there or refers to it.
    owners: Box<[Option<Slot>]>,
}

impl Bearers {
    pub(super) fn new(live: &Live) -> Self {
        let mut bearers = Vec::new();
        for (slot, row) in live.rows() {
            bearers.resize(slot.index(), Bearer::NOBODY);
            bearers.push(Bearer { owner: live.effective_owner(row), tier: row.tier.unwrap_or(0) });
        }
        let table = live.columns().table(Column::Owner);
        let mut owners = vec![None; table.bound()];
        for (symbol, owner) in table.iter() {
            owners[symbol.index()] = live.graph().find(owner);
        }
        Self { of: bearers.into(), owners: owners.into() }
    }

    /// The node of an owner.
    pub(crate) fn owner(&self, owner: Symbol) -> Option<Slot> {
        self.owners.get(owner.index()).copied().flatten()
    }

    /// Who bears an entity.
    pub(crate) fn of(&self, slot: Slot) -> Bearer {
        self.of.get(slot.index()).copied().unwrap_or(Bearer::NOBODY)
    }
}

impl Bearer {
    const NOBODY: Self = Self { owner: Symbol::NONE, tier: 0 };
}
