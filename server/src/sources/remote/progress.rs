//! How far a sync has come.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Nothing is done.
pub(super) const IDLE: &str = "idle";
/// It is found out which repositories there are.
pub(super) const DISCOVERING: &str = "discovering";
/// They are read.
pub(super) const READING: &str = "reading";
/// Nothing is to be asked for a while.
pub(super) const WAITING: &str = "waiting";

/// How far a sync has come. Counted by who works, read by who tells.
#[derive(Debug, Default)]
pub struct Progress {
    phase: Mutex<&'static str>,
    found: AtomicU64,
    done: AtomicU64,
    unchanged: AtomicU64,
    failed: AtomicU64,
    notices: Mutex<Vec<String>>,
}

/// The same at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Repositories found.
    pub(super) found: u64,
    /// Of them, those that are done, in whatever way.
    pub(super) done: u64,
    /// Of them, those that were as before.
    pub(super) unchanged: u64,
    /// Of them, those that could not be read.
    pub(super) failed: u64,
}

impl Progress {
    /// So many repositories are known of by now.
    pub fn found(&self, repositories: usize) {
        self.found.store(repositories as u64, Ordering::Relaxed);
    }

    /// So many more are done, since they are as they were.
    pub(super) fn unchanged(&self, repositories: usize) {
        self.unchanged.fetch_add(repositories as u64, Ordering::Relaxed);
        self.done.fetch_add(repositories as u64, Ordering::Relaxed);
    }

    /// One more was read.
    pub(super) fn read(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// One more could not be read.
    pub(super) fn failed(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
        self.read();
    }

    /// This is wrong with the list of repositories.
    pub(super) fn notice(&self, notices: Vec<String>) {
        *self.notices.lock().unwrap_or_else(PoisonError::into_inner) = notices;
    }

    pub(super) fn notices(&self) -> Vec<String> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn enter(&self, phase: &'static str) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = phase;
    }

    pub(super) fn phase(&self) -> &'static str {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn counts(&self) -> Counts {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counts {
            found: of(&self.found),
            done: of(&self.done),
            unchanged: of(&self.unchanged),
            failed: of(&self.failed),
        }
    }
}
