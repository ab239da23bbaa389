//! All ways that meet no node twice, shortest first.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::{GraphView, Slot, SlotSet, Spread, Steps};

/// How many steps a search tries before it is given up: ways that lead nowhere because they would meet a node twice
/// cannot be told beforehand, and there may be exponentially many.
const PATIENCE: usize = 1_000_000;

/// The ways of at most `max_length` steps, by length and references, and whether there are, or may be, more than the
/// first `limit` of them.
pub(in crate::graph) fn simple_paths(
    view: &impl GraphView,
    steps: &Steps,
    (from, to): (Slot, Slot),
    max_length: u32,
    limit: usize,
) -> (Vec<Vec<Slot>>, bool) {
    let spread = Spread::new(view, &[to], &steps.back(), max_length);
    let Some(shortest) = spread.distance(from) else { return (Vec::new(), false) };
    if shortest == 0 {
        return (vec![vec![from]], false);
    }
    let mut search = Search {
        view,
        steps,
        spread: &spread,
        to,
        ahead: HashMap::new(),
        on_way: SlotSet::with_bound(view.bound()),
        patience: PATIENCE,
        found: Vec::new(),
    };
    for length in shortest..=max_length {
        if !search.of_length(from, length, limit) {
            let mut found = search.found;
            found.truncate(limit);
            return (found, true);
        }
    }
    (search.found, false)
}

struct Search<'a, V> {
    view: &'a V,
    steps: &'a Steps,
    /// From the end backwards.
    spread: &'a Spread,
    to: Slot,
    /// By node: where a step leads that may get to the end, by reference.
    ahead: HashMap<Slot, Arc<[Slot]>>,
    on_way: SlotSet,
    patience: usize,
    found: Vec<Vec<Slot>>,
}

impl<V: GraphView> Search<'_, V> {
    /// Adds the ways of exactly this length; false where there are more than `limit` in all or the patience is at its
    /// end.
    fn of_length(&mut self, from: Slot, length: u32, limit: usize) -> bool {
        let mut way = vec![from];
        let mut open: Vec<(Arc<[Slot]>, usize)> = vec![(self.ahead_of(from), 0)];
        self.on_way.clear();
        self.on_way.insert(from);
        while let Some((ahead, tried)) = open.last_mut() {
            let Some(&next) = ahead.get(*tried) else {
                open.pop();
                if let Some(left) = way.pop() {
                    self.on_way.take(left);
                }
                continue;
            };
            *tried += 1;
            let Some(patience) = self.patience.checked_sub(1) else { return false };
            self.patience = patience;
            let left = length - way.len() as u32;
            if next == self.to {
                if left == 0 {
                    self.found.push(way.iter().copied().chain([next]).collect());
                    if self.found.len() > limit {
                        return false;
                    }
                }
            } else if self.spread.distance(next).is_some_and(|distance| distance <= left) && self.on_way.insert(next) {
                way.push(next);
                open.push((self.ahead_of(next), 0));
            }
        }
        true
    }

    fn ahead_of(&mut self, slot: Slot) -> Arc<[Slot]> {
        let (view, steps, spread) = (self.view, self.steps, self.spread);
        let known = self.ahead.entry(slot).or_insert_with(|| {
            let mut others = steps.neighbours(view, slot);
            others.retain(|&other| spread.distance(other).is_some());
            others.sort_unstable_by(|&one, &other| view.entity_ref(one).cmp(view.entity_ref(other)));
            others.into()
        });
        Arc::clone(known)
    }
}
