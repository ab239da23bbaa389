//! A snapshot together with what was measured of its whole graph.

use super::{TransitiveMeasure, TransitiveMeasures};
use crate::graph::Slot;
use crate::live::Live;

/// A snapshot, and the measures of the whole graph as far as somebody took them: of this very state, or of an earlier
/// one of the same catalog.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    live: &'a Live,
    taken: Option<&'a TransitiveMeasures>,
    is_current: bool,
}

impl<'a> Measured<'a> {
    /// The snapshot with these measures. Those of another catalog, or of no revision yet, are none.
    pub fn new(live: &'a Live, measures: &'a TransitiveMeasures) -> Self {
        let is_taken = measures.revision() > 0 && measures.is_of_epoch(live);
        Self { live, taken: is_taken.then_some(measures), is_current: measures.is_current(live) }
    }

    pub(crate) fn live(self) -> &'a Live {
        self.live
    }

    /// The catalog revision that the measures are of; none before the first ones.
    pub fn revision(self) -> Option<u64> {
        self.taken.map(TransitiveMeasures::revision)
    }

    /// What was measured, those first on which the most stood. In another state than that a slot may be something else, of
    /// which [`at`](Self::at) knows nothing.
    pub(crate) fn by_criticality(self) -> &'a [Slot] {
        self.taken.map_or(&[], TransitiveMeasures::by_criticality)
    }

    /// The measures of a node; none where it came after they were taken.
    pub(crate) fn at(self, slot: Slot) -> Option<TransitiveMeasure> {
        let taken = self.taken?;
        // In the very state that was measured a slot is what it was.
        if self.is_current { taken.by_slot(slot) } else { taken.at(self.live.graph(), slot) }
    }
}

/// A snapshot of which nothing was measured yet.
impl<'a> From<&'a Live> for Measured<'a> {
    fn from(live: &'a Live) -> Self {
        Self { live, taken: None, is_current: false }
    }
}
