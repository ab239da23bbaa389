//! Hints of changes that other processes make, so that they show at once and not with the next look.

use std::time::Duration;

use tokio::sync::watch;
use tracing::{debug, warn};

use crate::backoff::Backoff;
use crate::store::{Store, StoreError};

/// The pause before listening again, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// Hands the revision of every change that is told to `hint`, until the task is dropped. Ends by itself where nobody else
/// can change the catalog. That it fails costs nothing but time: followers also look by themselves.
pub async fn hear(store: Store, hint: watch::Sender<u64>) {
    let mut retry = Backoff::new(RETRY.0, RETRY.1);
    loop {
        match listen(&store, &hint, &mut retry).await {
            Ok(()) => return,
            Err(error) => {
                let pause = retry.pause();
                warn!(%error, retry_ms = pause.as_millis(), "changes by other processes are seen later");
                tokio::time::sleep(pause).await;
            }
        }
    }
}

async fn listen(store: &Store, hint: &watch::Sender<u64>, retry: &mut Backoff) -> Result<(), StoreError> {
    let Some(mut listener) = store.listen().await? else { return Ok(()) };
    debug!("listening for changes by other processes");
    loop {
        let told = listener.next().await?;
        retry.reset();
        // After a lost connection nobody knows what was missed: a look tells.
        hint.send_modify(|revision| *revision = (*revision).max(told.unwrap_or(0)));
    }
}
