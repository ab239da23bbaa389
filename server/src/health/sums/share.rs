//! What one entity adds to the sums of a scorecard, and to which.

use scorecards::{Rollup, ScorecardDefinition, Verdict};

use crate::health::reading::Reading;
use crate::live::{Column, Live, Row, Symbol};

/// By what entities are grouped beside the organisation, each by numbers: of symbols, or of the tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// The owner that counts, by the symbol of the column of owners.
    Owner,
    /// By the symbol.
    System,
    /// The entity's own or its system's, by the symbol.
    Domain,
    /// 0 for none.
    Tier,
}

impl Grouping {
    /// How many there are.
    pub(super) const COUNT: usize = 4;
}

/// The groups that an entity is in, by their numbers in the order of [`Grouping`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Places([usize; Grouping::COUNT]);

impl Places {
    pub(super) fn of(live: &Live, row: &Row) -> Self {
        let number = Symbol::index;
        Self([
            number(live.effective_owner(row)),
            number(row.symbol(Column::System)),
            number(live.domains().of(row)),
            row.tier.unwrap_or(0).into(),
        ])
    }

    pub(super) fn numbers(self) -> [usize; Grouping::COUNT] {
        self.0
    }
}

/// What one scorecard makes of one entity, as counts. Made once and filled again and again.
pub(super) struct Share {
    pub(super) rollup: Rollup,
    pub(super) places: Places,
    verdicts: Vec<Option<Verdict>>,
}

impl Share {
    /// Of no entity.
    pub(super) fn new(definition: &ScorecardDefinition) -> Self {
        Self { rollup: Rollup::of(definition), places: Places::default(), verdicts: Vec::new() }
    }

    /// Takes over what a row has of the scorecard, as of a day; of none, or where the scorecard does not apply, nothing.
    pub(super) fn read(
        &mut self,
        row: Option<(&Row, Places)>,
        reading: &Reading,
        definition: &ScorecardDefinition,
        day: &str,
    ) -> &Self {
        self.rollup.clear();
        self.places = Places::default();
        if let Some((row, places)) = row
            && reading.read(row, &mut self.verdicts)
        {
            self.places = places;
            self.rollup.add(definition, &self.verdicts, day);
        }
        self
    }

    /// Whether the scorecard applies.
    pub(super) fn is_some(&self) -> bool {
        self.rollup.entities > 0
    }

    pub(super) fn is_the_same(&self, other: &Self) -> bool {
        (self.places, &self.rollup) == (other.places, &other.rollup)
    }
}
