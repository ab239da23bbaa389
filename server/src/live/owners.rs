//! The owner that counts, of each entity.

use std::collections::BTreeSet;

use super::domains::differing;
use super::{Column, Indexed, Live, Row, SlotBitmap, Symbol};
use crate::graph::GraphView;

/// The declared owner of each system and domain, by the symbol of its reference. Owners are symbols of the column of
/// owners.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    by_system: Vec<Symbol>,
    by_domain: Vec<Symbol>,
}

impl Owners {
    pub(super) fn new(live: &Live) -> Self {
        let declared = |column: Column| {
            let containers = live.columns().table(column);
            let mut owners = vec![Symbol::NONE; containers.bound()];
            for (symbol, container) in containers.iter() {
                let row = live.graph().find(container).and_then(|slot| live.row(slot));
                owners[symbol.index()] = row.map_or(Symbol::NONE, |row| row.symbol(Column::Owner));
            }
            owners
        };
        Self { by_system: declared(Column::System), by_domain: declared(Column::Domain) }
    }

    /// The declared owner, else that of the entity's system, else that of its domain, else that of CODEOWNERS, as
    /// [`effective_owner`](crate::graph::effective_owner) has it.
    pub(crate) fn of(&self, live: &Live, row: &Row) -> Symbol {
        let own = row.symbol(Column::Owner);
        if own.is_some() {
            return own;
        }
        let at = |owners: &[Symbol], symbol: Symbol| owners.get(symbol.index()).copied().unwrap_or(Symbol::NONE);
        let inherited = at(&self.by_system, row.symbol(Column::System));
        let inherited = if inherited.is_some() { inherited } else { at(&self.by_domain, live.domains().of(row)) };
        if inherited.is_some() { inherited } else { row.code_owner }
    }
}

impl Live {
    /// Every entity that inherits one of these owners by what it is part of or by CODEOWNERS; some beside them.
    pub(crate) fn may_inherit(&self, of: &[Symbol]) -> SlotBitmap {
        let ((owners, domains), postings) = ((self.owners(), self.domains()), self.postings());
        let owned = |containers: &[Symbol]| -> BTreeSet<usize> {
            let symbols = containers.iter().enumerate().filter(|(_, owner)| owner.is_some() && of.contains(owner));
            symbols.map(|(symbol, _)| symbol).collect()
        };
        let (mut systems, within) = (owned(&owners.by_system), owned(&owners.by_domain));
        systems.extend(
            domains.systems().filter(|(_, domain)| within.contains(&domain.index())).map(|(system, _)| system.index()),
        );
        let systems = systems.into_iter().map(|system| postings.having(Indexed::Column(Column::System), system));
        let domains = within.iter().map(|&domain| postings.having(Indexed::Column(Column::Domain), domain));
        let code_owners = of.iter().map(|owner| postings.having(Indexed::CodeOwner, owner.index()));
        let mut all = SlotBitmap::new();
        systems.chain(domains).chain(code_owners).for_each(|some| all |= some);
        all
    }

    /// Entities that may have another owner or domain than in `before` by what they are part of, though they are the same
    /// themselves; some beside them.
    pub(crate) fn inheriting_otherwise(&self, before: &Self) -> SlotBitmap {
        let ((owners, domains), postings) = ((self.owners(), self.domains()), self.postings());
        let mut systems: BTreeSet<usize> = differing(&owners.by_system, &before.owners().by_system).collect();
        systems.extend(domains.differing(before.domains()));
        let mut parts = SlotBitmap::new();
        for domain in differing(&owners.by_domain, &before.owners().by_domain) {
            parts |= postings.having(Indexed::Column(Column::Domain), domain);
            let within = domains.systems().filter(|(_, found)| found.index() == domain);
            systems.extend(within.map(|(system, _)| system.index()));
        }
        // What is in no system inherits from none.
        systems.remove(&Symbol::NONE.index());
        systems.into_iter().for_each(|system| parts |= postings.having(Indexed::Column(Column::System), system));
        parts
    }
}
