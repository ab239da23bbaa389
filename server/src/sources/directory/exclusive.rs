//! A directory that several processes see, followed by one of them.

use std::time::Duration;

use tokio::sync::watch;
use tracing::{debug, info, warn};

use super::{DirectorySource, Followed};
use crate::store::{Exclusive, Leases};

/// How often a process that does not follow looks whether it may.
const LOOK: Duration = Duration::from_secs(5);

/// Follows the directory whenever no other process of the same database does, until it is dropped or no source any more. Without the directory
/// on this machine that is only tried where it was `asked_for` here, so that whoever sees it is not in the way.
///
/// `followed` tells how far the directory is followed, here or elsewhere.
pub async fn follow_exclusively(
    mut source: DirectorySource,
    leases: Leases,
    asked_for: bool,
    followed: watch::Sender<Followed>,
) {
    let name = format!("follow {}", source.location());
    let mut elsewhere = false;
    loop {
        if asked_for || source.is_here() {
            let following = leases.run_exclusively(&name, |_| {
                info!(source = source.name(), "following the directory, as no other process does");
                source.run(&followed)
            });
            match following.await {
                Ok(Exclusive::Elsewhere) if !elsewhere => {
                    elsewhere = true;
                    info!(source = source.name(), "another process follows the directory");
                }
                Ok(Exclusive::Elsewhere) => {}
                Ok(Exclusive::Done(())) => return,
                Ok(Exclusive::Lost) => elsewhere = false,
                Err(error) => warn!(source = source.name(), %error, "could not find out who follows the directory"),
            }
        }
        if matches!(source.is_known().await, Ok(false)) {
            return;
        }
        match source.was_synced().await {
            Ok(true) => {
                followed.send_replace(Followed::Watched);
            }
            Ok(false) => debug!(source = source.name(), "not read by anybody yet"),
            Err(error) => warn!(source = source.name(), %error, "could not find out whether the directory was read"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
