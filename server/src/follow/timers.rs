//! When time alone changes results.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use catalog_schema::model::EntityRef;

/// Deadlines of entities, and the moment up to which all that time changes is judged. Moments are in milliseconds since
/// the Unix epoch.
#[derive(Debug)]
pub(super) struct Timers {
    deadlines: BinaryHeap<Reverse<(i64, EntityRef)>>,
    judged_at: i64,
}

impl Timers {
    /// Of a catalog that was judged as of `now`.
    pub(super) fn new(now: i64, deadlines: Vec<(i64, EntityRef)>) -> Self {
        Self { deadlines: deadlines.into_iter().map(Reverse).collect(), judged_at: now }
    }

    /// All that are not over, and up to when time was looked at.
    pub(super) fn all(&self) -> (Vec<(i64, EntityRef)>, i64) {
        (self.deadlines.iter().map(|Reverse(deadline)| deadline.clone()).collect(), self.judged_at)
    }

    /// Further deadlines. Those of before stay: to judge an entity once more than needed changes nothing.
    pub(super) fn extend(&mut self, deadlines: Vec<(i64, EntityRef)>) {
        self.deadlines.extend(deadlines.into_iter().map(Reverse));
    }

    /// The entities whose deadlines are over, each once, and the moment up to which time was looked at before.
    pub(super) fn pass(&mut self, now: i64) -> (Vec<EntityRef>, i64) {
        let mut due = Vec::new();
        while self.deadlines.peek().is_some_and(|Reverse((deadline, _))| *deadline <= now) {
            due.extend(self.deadlines.pop().map(|Reverse((_, entity_ref))| entity_ref));
        }
        due.sort_unstable();
        due.dedup();
        (due, std::mem::replace(&mut self.judged_at, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_due_once_and_in_time() {
        let entity = |name| EntityRef::new("component", "default", name);
        let mut timers = Timers::new(10, vec![(30, entity("a")), (20, entity("b"))]);
        timers.extend(vec![(20, entity("b")), (40, entity("c"))]);
        assert_eq!(timers.pass(19), (vec![], 10));
        assert_eq!(timers.pass(30), (vec![entity("a"), entity("b")], 19));
        assert_eq!(timers.pass(39), (vec![], 30));
        assert_eq!(timers.pass(40), (vec![entity("c")], 39));
    }
}
