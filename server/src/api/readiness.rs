//! Whether the server has what it needs to answer.

use std::sync::Arc;

use tokio::sync::watch;

/// Not ready, and why, until someone says otherwise.
#[derive(Debug)]
pub struct Readiness {
    reason: watch::Sender<Option<Arc<str>>>,
}

impl Readiness {
    /// Not ready for this reason, a sentence for people.
    pub fn new(reason: impl Into<Arc<str>>) -> Self {
        Self { reason: watch::Sender::new(Some(reason.into())) }
    }

    /// Ready from now on.
    pub fn set_ready(&self) {
        self.reason.send_replace(None);
    }

    /// Why it is not ready; none where it is.
    pub fn reason(&self) -> Option<Arc<str>> {
        self.reason.borrow().clone()
    }

    /// Waits until it is ready.
    pub async fn ready(&self) {
        // The sender lives as long as this, so that waiting cannot fail.
        let _ = self.reason.subscribe().wait_for(Option::is_none).await;
    }
}
