//! How far a search gets: breadth first, level by level.

use super::{GraphView, Slot, SlotSet, Steps};

/// The nodes that a search met, by distance.
#[derive(Debug)]
pub(crate) struct Spread {
    /// By slot: the distance and one, so that a table of zeros is an empty one.
    distances: Vec<u32>,
    /// Level by level.
    met: Vec<Slot>,
    /// By distance: where in `met` the level begins; and the end of the last one.
    bounds: Vec<usize>,
}

impl Spread {
    /// Everything that is reached from the roots, which are at distance 0, within `limit` steps.
    pub(crate) fn new(view: &impl GraphView, roots: &[Slot], steps: &Steps, limit: u32) -> Self {
        Self::until(view, roots, steps, limit, None)
    }

    /// The same, but the search ends with the level that `wanted` is on.
    pub(crate) fn until(
        view: &impl GraphView,
        roots: &[Slot],
        steps: &Steps,
        limit: u32,
        wanted: Option<Slot>,
    ) -> Self {
        let mut spread = Self { distances: vec![0; view.bound()], met: Vec::new(), bounds: vec![0] };
        let mut passed = SlotSet::with_bound(view.bound());
        for &root in roots {
            spread.meet(root, 0);
        }
        for distance in 1..=limit {
            let from = spread.bounds.last().copied().unwrap_or_default();
            let to = spread.met.len();
            let found_it = wanted.is_some_and(|wanted| spread.distance(wanted).is_some());
            if from == to || found_it {
                break;
            }
            spread.bounds.push(to);
            // Neighbours in memory one after the other: on a hub's impact that is worth much more than sorting costs.
            spread.met[from..to].sort_unstable();
            for index in from..to {
                let slot = spread.met[index];
                steps.each(view, slot, &mut passed, |other| spread.meet(other, distance));
            }
        }
        if spread.bounds.last() != Some(&spread.met.len()) {
            spread.bounds.push(spread.met.len());
        }
        spread
    }

    fn meet(&mut self, slot: Slot, distance: u32) {
        if let Some(place) = self.distances.get_mut(slot.index()).filter(|place| **place == 0) {
            *place = distance + 1;
            self.met.push(slot);
        }
    }

    /// How many steps from the nearest root; none where the search did not get.
    pub(crate) fn distance(&self, slot: Slot) -> Option<u32> {
        self.distances.get(slot.index())?.checked_sub(1)
    }

    /// The levels, that of the roots first, none empty.
    pub(crate) fn levels(&self) -> impl Iterator<Item = &[Slot]> {
        self.bounds.windows(2).map(|ends| &self.met[ends[0]..ends[1]])
    }

    /// Everything that was met, nearer nodes first, the roots among them.
    pub(crate) fn met(&self) -> &[Slot] {
        &self.met
    }

    /// Everything that was met but for the roots, nearer nodes first.
    pub(crate) fn hit(&self) -> &[Slot] {
        &self.met[self.bounds.get(1).copied().unwrap_or_default()..]
    }
}
