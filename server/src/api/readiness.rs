//! Whether the server has what it needs to answer.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::follow::LiveCell;

/// Not ready, and why, until someone says otherwise; nor while what is shown may be too old.
#[derive(Debug)]
pub struct Readiness {
    reason: watch::Sender<Option<Arc<str>>>,
    bound: Option<Bound>,
}

#[derive(Debug)]
struct Bound {
    cell: Arc<LiveCell>,
    max_lag: Duration,
}

impl Readiness {
    /// Not ready for this reason, a sentence for people.
    pub fn new(reason: impl Into<Arc<str>>) -> Self {
        Self { reason: watch::Sender::new(Some(reason.into())), bound: None }
    }

    /// Not ready, either, while what `cell` shows may be older than `max_lag`.
    #[must_use]
    pub fn within(mut self, cell: Arc<LiveCell>, max_lag: Duration) -> Self {
        self.bound = Some(Bound { cell, max_lag });
        self
    }

    /// Ready from now on.
    pub fn set_ready(&self) {
        self.reason.send_replace(None);
    }

    /// Why it is not ready; none where it is.
    pub fn reason(&self) -> Option<Arc<str>> {
        self.reason.borrow().clone().or_else(|| self.bound.as_ref()?.lag().map(Into::into))
    }

    /// How old what is shown can be at most.
    pub fn age(&self) -> Duration {
        self.bound.as_ref().map_or(Duration::ZERO, |bound| bound.cell.age())
    }

    /// Waits until the first reason is gone.
    pub async fn ready(&self) {
        // The sender lives as long as this, so that waiting cannot fail.
        let _ = self.reason.subscribe().wait_for(Option::is_none).await;
    }
}

impl Bound {
    fn lag(&self) -> Option<String> {
        let age = self.cell.age();
        (age > self.max_lag).then(|| {
            format!(
                "the catalog is shown as it was {} s ago, at revision {}: the database does not answer, or changes faster \
                 than this process follows",
                age.as_secs(),
                self.cell.load().revision(),
            )
        })
    }
}
