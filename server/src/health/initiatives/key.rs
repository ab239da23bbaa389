//! What entities have in common that count together.

use catalog_schema::wire::RollupBy;

use crate::graph::GraphView;
use crate::health::rollup::within;
use crate::live::{Column, Live, Row, Symbol};

/// A group of entities.
#[derive(Clone, Copy)]
pub(super) enum Key {
    /// In the column that they are grouped by.
    Symbol(Symbol),
    /// 0 for none.
    Tier(u8),
    All,
}

impl Key {
    pub(super) fn of(live: &Live, row: &Row, by: RollupBy) -> Self {
        match by {
            RollupBy::Organisation => Self::All,
            RollupBy::Team | RollupBy::Tree => Self::Symbol(live.effective_owner(row)),
            RollupBy::System => Self::Symbol(row.symbol(Column::System)),
            RollupBy::Domain => Self::Symbol(live.domains().of(row)),
            RollupBy::Tier => Self::Tier(row.tier.unwrap_or(0)),
        }
    }

    /// Tells it apart from the other groups of the same kind.
    pub(super) fn index(self) -> usize {
        match self {
            Self::Symbol(symbol) => symbol.index(),
            Self::Tier(tier) => tier.into(),
            Self::All => 0,
        }
    }

    /// What the group is called; of a team in a tree, those that it is within as well.
    pub(super) fn texts(self, live: &Live, by: RollupBy) -> Vec<Option<String>> {
        let column = match by {
            RollupBy::Team | RollupBy::Tree => Column::Owner,
            RollupBy::System => Column::System,
            _ => Column::Domain,
        };
        let text = match self {
            Self::Symbol(symbol) if symbol.is_some() => live.columns().table(column).text(symbol).to_owned(),
            Self::Tier(tier) if tier > 0 => tier.to_string(),
            Self::Symbol(_) | Self::Tier(_) | Self::All => return vec![None],
        };
        let graph = live.graph();
        match graph.find(&text).filter(|_| by == RollupBy::Tree) {
            Some(team) => within(live, team).into_iter().map(|team| Some(graph.entity_ref(team).to_string())).collect(),
            None => vec![Some(text)],
        }
    }
}
