//! How far a search gets: breadth first, level by level.

use std::collections::HashMap;

use super::{GraphView, Slot, SlotSet, Steps};

/// The nodes that a search met, by distance.
#[derive(Debug)]
pub(crate) struct Spread {
    distances: Distances,
    /// Level by level.
    met: Vec<Slot>,
    /// By distance: where in `met` the level begins; and the end of the last one.
    bounds: Vec<usize>,
}

#[derive(Debug)]
enum Distances {
    Few(HashMap<Slot, u32>),
    /// By slot: the distance and one, so that a table of zeros is an empty one.
    Many(Vec<u32>),
}

impl Distances {
    /// A search that met little costs little, however large the catalog is.
    fn new(met: impl Iterator<Item = (Slot, u32)>, count: usize, bound: usize) -> Self {
        if count < bound / 64 {
            return Self::Few(met.collect());
        }
        let mut distances = vec![0; bound];
        met.for_each(|(slot, distance)| distances[slot.index()] = distance + 1);
        Self::Many(distances)
    }
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
        let mut met = Vec::new();
        let mut seen = SlotSet::with_bound(view.bound());
        let mut passed = SlotSet::with_bound(view.bound());
        let mut sorter = SlotSet::default();
        met.extend(roots.iter().copied().filter(|&root| seen.insert(root)));
        let mut bounds = vec![0];
        for _ in 0..limit {
            let (from, to) = (bounds.last().copied().unwrap_or_default(), met.len());
            if from == to || wanted.is_some_and(|wanted| seen.contains(wanted)) {
                break;
            }
            bounds.push(to);
            // Neighbours in memory one after the other: on a hub's impact that is worth much more than sorting costs.
            sort(&mut met[from..to], &mut sorter, view.bound());
            for index in from..to {
                let slot = met[index];
                steps.each(view, slot, &mut passed, |other| {
                    // Taken back where it was met before: of a hub's impact half of them were, and a branch that nothing
                    // foretells costs more than the push.
                    met.push(other);
                    met.truncate(met.len() - usize::from(!seen.insert(other)));
                });
            }
        }
        if bounds.last() != Some(&met.len()) {
            bounds.push(met.len());
        }
        let levels = (0..).zip(bounds.windows(2).map(|ends| &met[ends[0]..ends[1]]));
        let met_at = levels.flat_map(|(distance, level)| level.iter().map(move |&slot| (slot, distance)));
        let distances = Distances::new(met_at, met.len(), view.bound());
        Self { distances, met, bounds }
    }

    /// How many steps from the nearest root; none where the search did not get.
    pub(crate) fn distance(&self, slot: Slot) -> Option<u32> {
        match &self.distances {
            Distances::Few(distances) => distances.get(&slot).copied(),
            Distances::Many(distances) => distances.get(slot.index())?.checked_sub(1),
        }
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

/// Sorts distinct slots below `bound`; many of them in time linear in `bound`. `sorter` is empty, and so it is left.
fn sort(slots: &mut [Slot], sorter: &mut SlotSet, bound: usize) {
    if slots.len() < bound / 64 {
        slots.sort_unstable();
        return;
    }
    slots.iter().for_each(|&slot| _ = sorter.insert(slot));
    slots.iter_mut().zip(sorter.drain()).for_each(|(place, slot)| *place = slot);
}
