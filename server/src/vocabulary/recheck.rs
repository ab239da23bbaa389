//! Looking at descriptors again, whoever defined something.

use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use crate::backoff::Backoff;
use crate::follow::LiveCell;
use crate::ingest::Ingest;

/// The pause after a first failure, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(30));

/// Looks at what is left of the descriptors at a start, and again whenever something else is defined, until the task is
/// dropped. Every process does: each takes the next share that is left, so that it ends whichever of them dies.
pub async fn run(ingest: Ingest, cell: Arc<LiveCell>) {
    loop {
        let revision = cell.load().vocabulary().revision;
        finish(&ingest).await;
        cell.wait_until(|live| live.vocabulary().revision != revision).await;
    }
}

async fn finish(ingest: &Ingest) {
    let (mut retry, mut shares) = (Backoff::new(RETRY.0, RETRY.1), 0_u32);
    loop {
        match ingest.recheck().await {
            Ok(true) => shares += 1,
            Ok(false) => break,
            Err(error) => {
                let pause = retry.pause();
                warn!(%error, retry_ms = pause.as_millis(), "descriptors were not looked at again");
                tokio::time::sleep(pause).await;
            }
        }
    }
    if shares > 0 {
        info!(shares, "descriptors were looked at again by what is defined now");
    }
}
