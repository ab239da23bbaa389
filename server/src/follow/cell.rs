//! The one place where readers find the current snapshot.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::watch;

use crate::live::Live;

/// The current [`Live`] behind one swap: readers take it whole and never wait for writers.
#[derive(Debug)]
pub struct LiveCell {
    current: ArcSwap<Live>,
    revision: watch::Sender<u64>,
}

impl LiveCell {
    /// A cell that shows `live`.
    pub fn new(live: Live) -> Self {
        let revision = watch::Sender::new(live.revision());
        Self { current: ArcSwap::from_pointee(live), revision }
    }

    /// The current snapshot.
    pub fn load(&self) -> Arc<Live> {
        self.current.load_full()
    }

    /// A cell that goes on showing the current snapshot.
    pub fn frozen(&self) -> Self {
        let live = self.load();
        let revision = watch::Sender::new(live.revision());
        Self { current: ArcSwap::new(live), revision }
    }

    /// Waits until the catalog is shown at `revision` or a later one.
    pub async fn wait_for(&self, revision: u64) {
        let mut receiver = self.revision.subscribe();
        // The sender lives as long as the cell, so that waiting cannot fail.
        let _ = receiver.wait_for(|current| *current >= revision).await;
    }

    pub(super) fn publish(&self, live: Live) {
        let revision = live.revision();
        self.current.store(Arc::new(live));
        self.revision.send_replace(revision);
    }
}
