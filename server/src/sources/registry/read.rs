//! Reading a source now.

use std::time::Duration;

use serde_json::json;

use super::service::note;
use super::{Registry, RegistryError};
use crate::sources::directory::SOURCE_TYPE;
use crate::store::AskedRead;

impl Registry {
    /// Asks whoever follows the source, in whatever process, to read all of it now, and waits up to `wait`; answers whether
    /// it was.
    ///
    /// # Errors
    /// If there is no such source, it is not read by the portal, it is paused, or the store fails.
    pub async fn read(&self, name: &str, wait: Duration, by: &str) -> Result<bool, RegistryError> {
        let mut tx = self.store.write().await?;
        let state = self.state(&mut tx, name).await?;
        let is_remote = tx.remote_sync(name).await?.is_some();
        if state.source_type != SOURCE_TYPE && !is_remote {
            return Err(RegistryError::NotRead { name: name.to_owned(), source_type: state.source_type });
        }
        if state.paused_at.is_some() {
            return Err(RegistryError::Paused(name.to_owned()));
        }
        tx.ask_to_read(name).await?;
        let asked = tx.asked_reads(name).await?;
        let asked_remote = tx.remote_sync(name).await?.map(|sync| sync.asked);
        tx.audit(&[note(by, "read-source", name, json!({}), None)]).await?;
        tx.commit().await?;
        self.ingest.call();
        if wait.is_zero() {
            return Ok(false);
        }
        match tokio::time::timeout(wait, self.served(name, &asked, asked_remote)).await {
            Ok(Ok(())) => Ok(true),
            Ok(Err(error)) => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Completes when all that was asked for was read.
    async fn served(&self, name: &str, asked: &[AskedRead], asked_remote: Option<u64>) -> Result<(), RegistryError> {
        let mut calls = self.ingest.calls();
        loop {
            calls.listen();
            let mut tx = self.store.read().await?;
            let now = tx.asked_reads(name).await?;
            let served_remote = tx.remote_sync(name).await?.map_or(u64::MAX, |sync| sync.served);
            drop(tx);
            let is_served = |location: &AskedRead| {
                now.iter().find(|now| now.location == location.location).is_none_or(|now| now.served >= location.asked)
            };
            if asked.iter().all(is_served) && asked_remote.is_none_or(|asked| served_remote >= asked) {
                return Ok(());
            }
            calls.heard().await;
        }
    }
}
