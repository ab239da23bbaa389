//! The domain of each entity.

use super::{Column, Live, Row, Symbol};
use crate::graph::GraphView;

/// The domain of each system, by the system's symbol.
#[derive(Debug, Default)]
pub(crate) struct Domains {
    by_system: Vec<Symbol>,
}

impl Domains {
    pub(super) fn new(live: &Live) -> Self {
        let systems = live.columns().table(Column::System);
        let mut by_system = vec![Symbol::NONE; systems.bound()];
        for (symbol, system) in systems.iter() {
            let row = live.graph().find(system).and_then(|slot| live.row(slot));
            by_system[symbol.index()] = row.map_or(Symbol::NONE, |row| row.symbol(Column::Domain));
        }
        Self { by_system }
    }

    /// The systems of a domain; for none, the systems without one, and what is in no system.
    pub(crate) fn systems_in(&self, domain: Symbol) -> impl Iterator<Item = Symbol> {
        self.systems().filter(move |(_, found)| *found == domain).map(|(system, _)| system)
    }

    /// Each system with its domain; [`Symbol::NONE`] for no system among them.
    pub(crate) fn systems(&self) -> impl Iterator<Item = (Symbol, Symbol)> {
        Symbol::all().zip(self.by_system.iter().copied())
    }

    /// The numbers of the systems that are in another domain than before.
    pub(super) fn differing(&self, before: &Self) -> impl Iterator<Item = usize> {
        differing(&self.by_system, &before.by_system)
    }

    /// The domain that an entity is part of, itself or through its system.
    pub(crate) fn of(&self, row: &Row) -> Symbol {
        let own = row.symbol(Column::Domain);
        if own.is_some() {
            return own;
        }
        self.by_system.get(row.symbol(Column::System).index()).copied().unwrap_or(Symbol::NONE)
    }
}

/// Where two tables differ; what one of them lacks is none.
pub(super) fn differing(one: &[Symbol], other: &[Symbol]) -> impl Iterator<Item = usize> {
    let at = |table: &[Symbol], number: usize| table.get(number).copied().unwrap_or(Symbol::NONE);
    (0..one.len().max(other.len())).filter(move |&number| at(one, number) != at(other, number))
}
