//! Which entities count together.

use std::collections::BTreeMap;

use catalog_schema::wire::RollupBy;
use scorecards::{Rollup, ScorecardDefinition};

use crate::graph::GraphView;
use crate::health::around::within;
use crate::health::reading::Reading;
use crate::live::{Column, Live, Row, Symbol};

/// What a scorecard comes to for each group: by the text of a reference or tier, none for what belongs to none and for the
/// organisation.
pub(crate) type Groups = BTreeMap<Option<String>, Rollup>;

/// The groups of a scorecard that is no draft, as of a day (`2026-12-01`, UTC). One pass over the catalog.
pub(crate) fn groups(live: &Live, definition: &ScorecardDefinition, by: RollupBy, day: &str) -> Groups {
    let reading = Reading::new(live, definition);
    let mut verdicts = Vec::new();
    let mut by_key: BTreeMap<usize, (Key, Rollup)> = BTreeMap::new();
    for (_, row) in live.rows() {
        if !reading.read(row, &mut verdicts) {
            continue;
        }
        let key = Key::of(live, row, by);
        let (_, rollup) = by_key.entry(key.index()).or_insert_with(|| (key, Rollup::of(definition)));
        rollup.add(definition, &verdicts, day);
    }
    let mut groups = Groups::new();
    for (key, rollup) in by_key.into_values() {
        for text in key.texts(live, by) {
            groups.entry(text).or_insert_with(|| Rollup::of(definition)).join(&rollup);
        }
    }
    groups
}

/// What entities have in common that count together.
#[derive(Clone, Copy)]
pub(in crate::health) enum Key {
    /// In the column that they are grouped by.
    Symbol(Symbol),
    /// 0 for none.
    Tier(u8),
    All,
}

impl Key {
    pub(in crate::health) fn of(live: &Live, row: &Row, by: RollupBy) -> Self {
        match by {
            RollupBy::Organisation => Self::All,
            RollupBy::Team | RollupBy::Tree => Self::Symbol(live.effective_owner(row)),
            RollupBy::System => Self::Symbol(row.symbol(Column::System)),
            RollupBy::Domain => Self::Symbol(live.domains().of(row)),
            RollupBy::Tier => Self::Tier(row.tier.unwrap_or(0)),
        }
    }

    pub(in crate::health) fn index(self) -> usize {
        match self {
            Self::Symbol(symbol) => symbol.index(),
            Self::Tier(tier) => tier.into(),
            Self::All => 0,
        }
    }

    /// What the group is called; of a team in a tree, those that it is within as well.
    pub(in crate::health) fn texts(self, live: &Live, by: RollupBy) -> Vec<Option<String>> {
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
        match live.graph().find(&text).filter(|_| by == RollupBy::Tree) {
            Some(team) => within(live, team).iter().map(|team| Some(team.to_string())).collect(),
            None => vec![Some(text)],
        }
    }
}
