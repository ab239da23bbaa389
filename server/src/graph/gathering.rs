//! A level of a search found from its far side: whoever was not met yet looks whether one of those that lead to it is on
//! the level before, and stops at the first. On the large levels of a hub's impact this reads the lists one after the other
//! and most of them not to their end, where going out from the level reads all of them. The way of Beamer, Asanović and
//! Patterson, *Direction-Optimizing Breadth-First Search*, SC 2012.

use petgraph::Direction;

use super::{GraphView, Point, Slot, SlotSet};

/// A level is worth gathering from a so-manieth of those that are not met.
const SHARE: usize = 4;

/// Whether the level after one of so many nodes is found sooner from those that were not met.
pub(super) fn is_gathered(level: usize, unmet: usize) -> bool {
    level * SHARE > unmet
}

/// What a search needs for that, level after level.
pub(super) struct Gathering {
    bound: usize,
    /// The level before.
    level: SlotSet,
    /// APIs of which it is known whether they lead there from that level, and those that do.
    asked: SlotSet,
    reached: SlotSet,
}

impl Gathering {
    pub(super) fn new(bound: usize) -> Self {
        let empty = || SlotSet::with_bound(bound);
        Self { bound, level: empty(), asked: empty(), reached: empty() }
    }

    /// Adds the next level to `met`, in order of slot, where `met[from..]` is the level before. `back` leads from what is
    /// met to what it is met from. Whoever went through an API in `passed` met all of its other side.
    pub(super) fn level(
        &mut self,
        view: &impl GraphView,
        back: Direction,
        met: &mut Vec<Slot>,
        from: usize,
        seen: &mut SlotSet,
        passed: &mut SlotSet,
    ) {
        let Self { bound, level, asked, reached } = self;
        met[from..].iter().for_each(|&slot| _ = level.insert(slot));
        let mut leads_there = |api: Slot| {
            if passed.contains(api) {
                return false;
            }
            if asked.insert(api) && view.impact(Point::channel(api), back).any(|other| level.contains(other.slot())) {
                reached.insert(api);
            }
            reached.contains(api)
        };
        let mut is_next = |slot: Slot| {
            view.impact(Point::node(slot), back).any(|point| match point.is_channel() {
                true => leads_there(point.slot()),
                false => level.contains(point.slot()),
            })
        };
        seen.add_absent(*bound, |slot| {
            let is_next = is_next(slot);
            if is_next {
                met.push(slot);
            }
            is_next
        });
        reached.drain().for_each(|api| _ = passed.insert(api));
        level.clear();
        asked.clear();
    }
}
