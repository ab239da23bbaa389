//! When to give up: nobody waits any more, or it takes too long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shared by all who work on one simulation. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Stop(Arc<State>);

#[derive(Debug)]
struct State {
    /// Nobody waits any more.
    left: AtomicBool,
    began: Instant,
    budget: Duration,
    /// Entities that were judged, for who is told that it took too long.
    judged: AtomicUsize,
}

/// It is to be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stopped;

/// Says that nobody waits any more, when it goes.
#[derive(Debug)]
pub(super) struct Waiting(Stop);

impl Stop {
    /// For work that begins now and may take so long.
    pub(super) fn after(budget: Duration) -> Self {
        let state = State { left: AtomicBool::new(false), began: Instant::now(), budget, judged: AtomicUsize::new(0) };
        Self(Arc::new(state))
    }

    /// As long as this lives somebody waits.
    pub(super) fn waiting(&self) -> Waiting {
        Waiting(self.clone())
    }

    /// After so many more entities: whether to go on.
    ///
    /// # Errors
    /// If not.
    pub(super) fn judged(&self, more: usize) -> Result<(), Stopped> {
        self.0.judged.fetch_add(more, Ordering::Relaxed);
        let is_over = self.0.left.load(Ordering::Relaxed) || self.0.began.elapsed() >= self.0.budget;
        if is_over { Err(Stopped) } else { Ok(()) }
    }

    /// Entities that were judged.
    pub(super) fn so_far(&self) -> usize {
        self.0.judged.load(Ordering::Relaxed)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.left.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_when_nobody_waits_or_the_time_is_over() {
        let stop = Stop::after(Duration::MAX);
        let waiting = stop.waiting();
        assert_eq!((stop.judged(64), stop.judged(64)), (Ok(()), Ok(())));
        drop(waiting);
        assert_eq!((stop.judged(64), stop.so_far()), (Err(Stopped), 192));
        assert_eq!(Stop::after(Duration::ZERO).judged(0), Err(Stopped));
    }
}
