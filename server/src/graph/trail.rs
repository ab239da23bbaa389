//! Shortest ways back to where a search began.

use std::collections::HashMap;

use super::{GraphView, Slot, Spread, Steps};

/// The way back from nodes that a search met. Of several shortest ways it takes the one whose references are the least,
/// read from the node back to the root; so the way does not depend on how the graph came to be.
#[derive(Debug)]
pub(crate) struct Trail<'a, V> {
    view: &'a V,
    spread: &'a Spread,
    /// Those of the search, the other way.
    back: Steps,
    /// Ways share their ends; a hub's neighbours are looked at once.
    next: HashMap<Slot, Slot>,
}

impl<'a, V: GraphView> Trail<'a, V> {
    /// Ways back through what a search over `view` met by these steps.
    pub(crate) fn new(view: &'a V, spread: &'a Spread, steps: &Steps) -> Self {
        Self { view, spread, back: steps.back(), next: HashMap::new() }
    }

    /// From `slot` to its nearest root, both included; nothing where the search did not meet it.
    pub(crate) fn back_from(&mut self, slot: Slot) -> Vec<Slot> {
        let Some(distance) = self.spread.distance(slot) else { return Vec::new() };
        let mut way = vec![slot];
        let mut at = slot;
        for distance in (0..distance).rev() {
            let Some(next) = self.step(at, distance) else { break };
            way.push(next);
            at = next;
        }
        way
    }

    fn step(&mut self, slot: Slot, distance: u32) -> Option<Slot> {
        if let Some(&next) = self.next.get(&slot) {
            return Some(next);
        }
        let view = self.view;
        let others = self.back.neighbours(view, slot);
        let nearer = others.into_iter().filter(|&other| self.spread.distance(other) == Some(distance));
        let next = nearer.min_by(|&one, &other| view.entity_ref(one).cmp(view.entity_ref(other)))?;
        self.next.insert(slot, next);
        Some(next)
    }
}
