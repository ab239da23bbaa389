//! The sums of one scorecard.

use std::sync::Arc;

use scorecards::{Rollup, ScorecardDefinition};

use super::share::{Grouping, Places, Share};
use crate::health::reading::Reading;
use crate::live::{CowVec, Live};

/// What one scorecard comes to, over all entities and over groups of them.
#[derive(Clone, Debug)]
pub(crate) struct ScorecardSums {
    /// Which of its rules counted, by their places.
    counting: Vec<bool>,
    all: Rollup,
    /// By the numbers of groups; none where it applies to nothing of the group. In the order of [`Grouping`].
    groups: [CowVec<Option<Arc<Rollup>>>; Grouping::COUNT],
}

impl ScorecardSums {
    /// Of no entity, as of a day (`2026-12-01`, UTC).
    pub(super) fn of(definition: &ScorecardDefinition, day: &str) -> Self {
        let counting = definition.rules.iter().map(|rule| rule.counts_on(day)).collect();
        Self { counting, all: Rollup::of(definition), groups: Default::default() }
    }

    /// All entities counted, as of a day. One pass over the catalog.
    pub(super) fn count(live: &Live, definition: &ScorecardDefinition, day: &str) -> Self {
        let (reading, mut share) = (Reading::new(live, definition), Share::new(definition));
        let mut sums = Self::of(definition, day);
        for (_, row) in live.rows() {
            // Most rows have some outcomes; who is in which group is looked up only for those that count.
            if share.read(Some((row, Places::default())), &reading, definition, day).is_some() {
                share.places = Places::of(live, row);
                sums.add(&share);
            }
        }
        sums
    }

    /// Whether the same rules count on a day.
    pub(super) fn is_as_of(&self, definition: &ScorecardDefinition, day: &str) -> bool {
        self.counting.iter().copied().eq(definition.rules.iter().map(|rule| rule.counts_on(day)))
    }

    /// Over all entities.
    pub(crate) fn all(&self) -> &Rollup {
        &self.all
    }

    /// Over each group that it applies to something of, by the group's number; what is in none has 0.
    pub(crate) fn groups(&self, grouping: Grouping) -> impl Iterator<Item = (usize, &Rollup)> {
        let numbered = self.groups[grouping as usize].iter().enumerate();
        numbered.filter_map(|(number, sum)| Some((number, &**sum.as_ref()?)))
    }

    /// Over one group; none where it applies to nothing of it.
    pub(crate) fn group(&self, grouping: Grouping, number: usize) -> Option<&Rollup> {
        self.groups[grouping as usize].get(number)?.as_deref()
    }

    pub(super) fn add(&mut self, share: &Share) {
        self.all.join(&share.rollup);
        for (groups, number) in self.groups.iter_mut().zip(share.places.numbers()) {
            groups.grow_to(number + 1, &None);
            match groups.get_mut(number) {
                Some(Some(sum)) => Arc::make_mut(sum).join(&share.rollup),
                Some(none) => *none = Some(Arc::new(share.rollup.clone())),
                None => {}
            }
        }
    }

    /// Takes away what was added before.
    pub(super) fn remove(&mut self, share: &Share) {
        self.all.leave(&share.rollup);
        for (groups, number) in self.groups.iter_mut().zip(share.places.numbers()) {
            let Some(place) = groups.get_mut(number) else { continue };
            let Some(sum) = place else { continue };
            if sum.entities == share.rollup.entities {
                *place = None;
            } else {
                Arc::make_mut(sum).leave(&share.rollup);
            }
        }
    }

    /// Whether they say the same.
    #[cfg(test)]
    pub(super) fn says(&self, other: &Self) -> bool {
        let groups = |sums: &Self, at: usize| -> Vec<(usize, Rollup)> {
            let numbered = sums.groups[at].iter().enumerate();
            numbered.filter_map(|(number, sum)| Some((number, (**sum.as_ref()?).clone()))).collect()
        };
        self.counting == other.counting
            && self.all == other.all
            && (0..Grouping::COUNT).all(|at| groups(self, at) == groups(other, at))
    }
}
