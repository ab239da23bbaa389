//! The sources that are elsewhere, read by this process or by none of its tasks.

use std::collections::{BTreeMap, BTreeSet};

use tokio::task::{AbortHandle, JoinSet};
use tracing::{error, info, warn};

use super::{Connect, RemoteSettings};
use crate::ingest::Ingest;
use crate::sources::remote::RemoteSource;
use crate::store::{Leases, RemoteRow, Store, StoreError};

/// Reads every source of the store that is elsewhere, until it is dropped.
pub struct RemoteFollowers {
    store: Store,
    ingest: Ingest,
    /// Where other processes may read the same sources.
    leases: Option<Leases>,
    connect: Connect,
    /// By name, with what is said of it, and who reads it; nobody where that cannot be understood.
    following: BTreeMap<String, (String, Option<AbortHandle>)>,
    tasks: JoinSet<()>,
}

impl RemoteFollowers {
    /// None yet. With `leases` each source is read by one process at a time.
    pub fn new(store: Store, ingest: Ingest, leases: Option<Leases>, connect: Connect) -> Self {
        Self { store, ingest, leases, connect, following: BTreeMap::new(), tasks: JoinSet::new() }
    }

    /// Reads those that there are, and looks for new ones and for what is said otherwise.
    pub async fn run(mut self) {
        let mut calls = self.ingest.calls();
        loop {
            calls.listen();
            if let Err(error) = self.look().await {
                warn!(%error, "could not find out which sources are elsewhere");
            }
            tokio::select! {
                () = calls.heard() => {}
                Some(ended) = self.tasks.join_next() => if let Err(error) = ended && error.is_panic() {
                    error!(%error, "who reads a source broke off, and begins anew");
                }
            }
        }
    }

    async fn look(&mut self) -> Result<(), StoreError> {
        let rows = self.store.read().await?.remotes().await?;
        let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        self.following.retain(|name, (_, task)| {
            let stays = names.contains(name.as_str());
            if let Some(task) = task.as_ref().filter(|_| !stays) {
                task.abort();
            }
            stays
        });
        for row in rows {
            match self.following.get(&row.name) {
                Some((said, None)) if *said == row.remote => {}
                Some((said, Some(task))) if *said == row.remote && !task.is_finished() => {}
                Some((_, Some(task))) => {
                    // A sync under way leaves the catalog as it was, and the next one goes on.
                    task.abort();
                    self.follow(row).await?;
                }
                Some((_, None)) | None => self.follow(row).await?,
            }
        }
        Ok(())
    }

    async fn follow(&mut self, row: RemoteRow) -> Result<(), StoreError> {
        let RemoteRow { name, remote, .. } = row;
        let settings: RemoteSettings = match serde_json::from_str(&remote) {
            Ok(settings) => settings,
            Err(error) => {
                warn!(source = name, %error, "what is said of the source cannot be read; a later release may have written it");
                self.following.insert(name, (remote, None));
                return Ok(());
            }
        };
        // What came out of an archive was never read by this installation.
        let mut tx = self.store.write().await?;
        tx.ensure_remote_sync(&name).await?;
        tx.commit().await?;
        info!(source = name, address = settings.address(), "source");
        let reader = self.connect.remote(&name, &settings);
        let named = (name.as_str(), settings.source_type());
        let source = RemoteSource::new(named, self.store.clone(), self.ingest.clone(), reader, settings.interval());
        let task = self.tasks.spawn(source.follow(self.leases.clone()));
        self.following.insert(name, (remote, Some(task)));
        Ok(())
    }
}
