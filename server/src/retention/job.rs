//! The job of a running portal.

use std::time::Duration;

use tracing::{info, warn};

use super::{Retention, Swept, sweep};
use crate::clock::now_ms;
use crate::store::{Exclusive, Leases, Store};

/// Between two passes. Of several replicas one makes a pass at a time; what it has dropped, the next one does not find.
const INTERVAL: Duration = Duration::from_secs(6 * 3_600);
/// Before the first pass: a portal that starts has other things to do.
const FIRST: Duration = Duration::from_secs(10 * 60);

/// Sweeps from time to time, until the task is dropped.
pub async fn run(store: Store, leases: Leases, retention: Retention) {
    tokio::time::sleep(FIRST).await;
    loop {
        match leases.run_exclusively("retention", |_| sweep(&store, &retention, now_ms())).await {
            Ok(Exclusive::Done(Ok(swept))) if swept != Swept::default() => {
                let Swept {
                    changes,
                    versions,
                    contents,
                    texts,
                    audit,
                    transitions,
                    events,
                    facts,
                    exemptions,
                    deliveries,
                    score_days,
                    initiative_days,
                    addresses,
                } = swept;
                info!(
                    changes,
                    versions,
                    contents,
                    texts,
                    audit,
                    transitions,
                    events,
                    facts,
                    exemptions,
                    deliveries,
                    score_days,
                    initiative_days,
                    addresses,
                    "dropped what is kept no longer"
                );
            }
            Ok(Exclusive::Done(Ok(_)) | Exclusive::Elsewhere | Exclusive::Lost) => {}
            Ok(Exclusive::Done(Err(error))) | Err(error) => {
                warn!(%error, "what is kept no longer could not be dropped; trying again later");
            }
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
