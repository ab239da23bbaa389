//! Sources that are elsewhere, added and said otherwise while the portal runs.

use serde_json::json;

use super::service::{check_name, note};
use super::{Registry, RegistryError};
use crate::clock::now_ms;
use crate::ingest::DEFAULT_KINDS;
use crate::managed;
use crate::sources::kinds::RemoteSettings;
use crate::store::{RepositoryHint, SourceSettings, StoreError};

impl Registry {
    /// Makes something elsewhere a source, which is read from now on. What comes from outside describes the kinds that go
    /// without saying, unless others are granted.
    ///
    /// # Errors
    /// If the name is none or taken, or the store fails.
    pub async fn add_remote(&self, name: &str, remote: &RemoteSettings, by: &str) -> Result<(), RegistryError> {
        check_name(name)?;
        let text = encoded(remote)?;
        let mut tx = self.store.write().await?;
        if managed::SOURCES.contains(&name) || tx.source_states().await?.contains_key(name) {
            return Err(RegistryError::Exists(format!("there is a source {name} already; choose another name")));
        }
        tx.add_source(name, remote.source_type(), &self.settings_of_new(name), now_ms()).await?;
        tx.put_remote(name, &text).await?;
        let detail = json!({ "type": remote.source_type(), "address": remote.address() });
        tx.audit(&[note(by, "add-source", name, detail, None)]).await?;
        tx.commit().await?;
        self.ingest.call();
        Ok(())
    }

    /// Says otherwise what a source reads that is elsewhere, and how.
    ///
    /// # Errors
    /// If there is no such source, it is of another type, the configuration file says it, or the store fails.
    pub async fn change_remote(&self, name: &str, remote: &RemoteSettings, by: &str) -> Result<(), RegistryError> {
        let text = encoded(remote)?;
        let mut tx = self.store.write().await?;
        let state = self.state(&mut tx, name).await?;
        if self.is_of_file(name) {
            return Err(RegistryError::OfFile(name.to_owned()));
        }
        if state.source_type != remote.source_type() {
            return Err(RegistryError::Invalid(format!(
                "the source {name} is of type {}, and stays one; {} is another",
                state.source_type,
                remote.source_type()
            )));
        }
        tx.put_remote(name, &text).await?;
        let detail = json!({ "address": remote.address() });
        tx.audit(&[note(by, "configure-source", name, detail, None)]).await?;
        tx.commit().await?;
        self.ingest.call();
        Ok(())
    }

    /// Has a source that is elsewhere as the configuration file says it. Answers the type of the source that has its name,
    /// where that is another one; nothing is done then.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn put_remote(&self, name: &str, remote: &RemoteSettings) -> Result<Option<String>, StoreError> {
        let text = encoded(remote)?;
        let mut tx = self.store.write().await?;
        match tx.source(name).await? {
            Some(row) if row.source_type != remote.source_type() => return Ok(Some(row.source_type)),
            Some(_) => {}
            None => tx.add_source(name, remote.source_type(), &self.settings_of_new(name), now_ms()).await?,
        }
        tx.put_remote(name, &text).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Notes that a repository of a source has changed: who reads the source reads it as soon as that can be.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn hint(&self, source: &str, repository: &str, head: Option<&str>) -> Result<(), StoreError> {
        let head = head.map(str::to_owned);
        let hint = RepositoryHint { repository: repository.to_owned(), head, hinted_at: now_ms() };
        let mut tx = self.store.write().await?;
        tx.hint_repository(source, &hint).await?;
        tx.commit().await?;
        self.ingest.call();
        Ok(())
    }

    fn settings_of_new(&self, name: &str) -> SourceSettings {
        let mut settings = self.ingest.configured_source(name).cloned().unwrap_or_default();
        settings.kinds = settings.kinds.or_else(|| Some(DEFAULT_KINDS.map(str::to_owned).into()));
        settings
    }
}

fn encoded(remote: &RemoteSettings) -> Result<String, StoreError> {
    serde_json::to_string(remote)
        .map_err(|error| StoreError::Corrupt { what: "what is said of a source", detail: error.to_string() })
}
