//! Waiting for limits and for servers.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

type Waited = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What lets time pass: a timer, or what a test puts in its place. Cheap to clone.
#[derive(Clone)]
pub struct Waiting(Arc<dyn Fn(Duration) -> Waited + Send + Sync>);

impl Waiting {
    /// One that waits as `wait` does.
    pub fn new<F: Future<Output = ()> + Send + 'static>(wait: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |pause| Box::pin(wait(pause))))
    }

    /// Completes after so long.
    pub(in crate::sources) async fn pass(&self, pause: Duration) {
        (self.0)(pause).await;
    }
}

impl Default for Waiting {
    /// A timer.
    fn default() -> Self {
        Self::new(tokio::time::sleep)
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").finish_non_exhaustive()
    }
}
