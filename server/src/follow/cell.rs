//! The one place where readers find the current snapshot.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::sync::watch;

use crate::live::Live;

/// The current [`Live`] behind one swap: readers take it whole and never wait for writers.
#[derive(Debug)]
pub struct LiveCell {
    current: ArcSwap<Live>,
    revision: watch::Sender<u64>,
    made: Instant,
    /// When the store was last seen to have nothing newer than what is shown, milliseconds since `made`.
    confirmed: AtomicU64,
}

impl LiveCell {
    /// A cell that shows `live`, all that the store had a moment ago.
    pub fn new(live: Live) -> Self {
        Self::showing(Arc::new(live))
    }

    fn showing(live: Arc<Live>) -> Self {
        let revision = watch::Sender::new(live.revision());
        Self { current: ArcSwap::new(live), revision, made: Instant::now(), confirmed: AtomicU64::new(0) }
    }

    /// The current snapshot.
    pub fn load(&self) -> Arc<Live> {
        self.current.load_full()
    }

    /// A cell that goes on showing the current snapshot.
    pub fn frozen(&self) -> Self {
        Self::showing(self.load())
    }

    /// Waits until the catalog is shown at `revision` or a later one.
    pub async fn wait_for(&self, revision: u64) {
        let mut receiver = self.revision.subscribe();
        // The sender lives as long as the cell, so that waiting cannot fail.
        let _ = receiver.wait_for(|current| *current >= revision).await;
    }

    /// How old what is shown can be at most: the time since the store was last seen to have nothing newer. In a process
    /// that follows well this is the time since it last looked.
    pub fn age(&self) -> Duration {
        self.made.elapsed().saturating_sub(Duration::from_millis(self.confirmed.load(Ordering::Relaxed)))
    }

    /// Notes that the store had nothing newer at `moment`.
    pub(super) fn confirm(&self, moment: Instant) {
        let since = moment.saturating_duration_since(self.made);
        self.confirmed.fetch_max(u64::try_from(since.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Shows the same state of the catalog with other results.
    pub(super) fn show(&self, live: Live) {
        self.current.store(Arc::new(live));
        self.revision.send_modify(|_| {});
    }

    /// Waits until what is shown is as wanted.
    pub async fn wait_until(&self, is_wanted: impl Fn(&Live) -> bool) {
        let mut receiver = self.revision.subscribe();
        // As above. Whoever publishes stores before it tells.
        let _ = receiver.wait_for(|_| is_wanted(&self.load())).await;
    }

    /// Shows what the store had at `moment`.
    pub(super) fn publish(&self, live: Live, moment: Instant) {
        let revision = live.revision();
        self.current.store(Arc::new(live));
        self.confirm(moment);
        self.revision.send_replace(revision);
    }
}
