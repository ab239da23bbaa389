//! The best of many, in the memory of few.

use catalog_schema::wire::Outcome;

use super::fixes::{Counting, Fix, Place};
use crate::graph::Slot;
use crate::live::Live;

/// The most useful fixes of those that were added, without all others in memory.
pub(super) struct Best<'a, 'p> {
    limit: usize,
    live: &'a Live,
    /// Up to twice as many as are wanted, between two looks at which of them stay.
    found: Vec<Fix<'a>>,
    /// What comes after this is none of them, once there are enough.
    last: Option<Fix<'a>>,
    /// What does not come after this is none of them.
    after: Option<Place<'p>>,
}

impl<'a, 'p> Best<'a, 'p> {
    pub(super) fn new(limit: usize, live: &'a Live, after: Option<Place<'p>>) -> Self {
        Self { limit, live, found: Vec::new(), last: None, after }
    }

    /// Whether a fix that is worth so much may be among them.
    pub(super) fn takes(&self, worth: u64) -> bool {
        self.limit > 0 && self.last.as_ref().is_none_or(|last| worth >= last.worth())
    }

    /// Adds what an entity fails of these rules.
    pub(super) fn add(&mut self, slot: Slot, criticality: u8, rules: &Counting<'a>) {
        let live = self.live;
        let outcomes = live.row(slot).into_iter().flat_map(|row| row.outcomes());
        for known in outcomes.filter(|known| known.verdict.outcome == Outcome::Fail) {
            let Some(&Some((definition, rule))) = rules.get(known.rule.index()) else { continue };
            let points = rule.weight.saturating_sub(rule.points(known.verdict));
            let fix = Fix { slot, definition, rule, points, criticality };
            let place = fix.place(live);
            let is_late = self.last.as_ref().is_some_and(|last| place > last.place(live));
            let is_early = self.after.as_ref().is_some_and(|after| place <= *after);
            if self.limit > 0 && !is_late && !is_early {
                self.found.push(fix);
            }
            if self.found.len() >= 2 * self.limit {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.limit == 0 || self.found.len() < self.limit {
            return;
        }
        let live = self.live;
        let (_, last, _) = self.found.select_nth_unstable_by(self.limit - 1, |one, other| one.compare(other, live));
        self.last = Some(*last);
        self.found.truncate(self.limit);
    }

    pub(super) fn sorted(mut self) -> Vec<Fix<'a>> {
        self.cut();
        self.found.sort_unstable_by(|one, other| one.compare(other, self.live));
        self.found
    }
}
