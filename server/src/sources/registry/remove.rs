//! The end of a source.

use catalog_schema::wire::{SourceRemoval, TakenOver};
use serde_json::json;

use super::service::note;
use super::{Registry, RegistryError};
use crate::ingest::{Removal, Removed};

/// References that are told.
const TOLD: usize = 100;

impl Registry {
    /// What the removal of a source would do.
    ///
    /// # Errors
    /// If there is no such source, or the store fails.
    pub async fn preview_removal(&self, name: &str) -> Result<SourceRemoval, RegistryError> {
        let mut tx = self.store.read().await?;
        self.state(&mut tx, name).await?;
        drop(tx);
        let removal = self.ingest.removal_of(name).await?;
        Ok(self.tell(name, removal, false))
    }

    /// Removes a source with all that no other describes, if that is `confirmed` entities.
    ///
    /// # Errors
    /// If there is no such source, another number of entities would go, or the store fails.
    pub async fn remove(&self, name: &str, confirmed: Option<u64>, by: &str) -> Result<SourceRemoval, RegistryError> {
        let mut tx = self.store.read().await?;
        let state = self.state(&mut tx, name).await?;
        drop(tx);
        let Some(expected) = confirmed else {
            let would = self.ingest.removal_of(name).await?.deleted.len() as u64;
            return Err(RegistryError::ConfirmMismatch { given: None, would });
        };
        let entry = |removal: &Removal| {
            let detail = json!({
                "type": state.source_type,
                "addresses": removal.addresses,
                "deleted": removal.deleted.len(),
                "taken_over": removal.taken_over.len(),
            });
            note(by, "remove-source", name, detail, Some(removal.revision))
        };
        match self.ingest.remove(name, expected, entry).await? {
            Removed::Done(removal) => Ok(self.tell(name, removal, true)),
            Removed::Otherwise(removal) => {
                let would = removal.deleted.len() as u64;
                Err(RegistryError::ConfirmMismatch { given: Some(expected), would })
            }
        }
    }

    fn tell(&self, name: &str, removal: Removal, is_done: bool) -> SourceRemoval {
        let is_named =
            removal.addresses.iter().any(|address| self.catalogs.iter().any(|root| root.as_os_str() == &**address));
        let remark = if is_named {
            Some("--catalog, or `catalog` of sextant.toml, names it: it comes back at the next start".to_owned())
        } else if self.is_of_file(name) {
            let table = format!("[sources.{name}]");
            Some(format!(
                "sextant.toml has the table {table}; take it out, as the next start refuses what is said of no source"
            ))
        } else {
            None
        };
        to_wire(name, removal, remark, is_done)
    }
}

/// A removal as the API says it.
fn to_wire(name: &str, removal: Removal, remark: Option<String>, is_done: bool) -> SourceRemoval {
    let taken = removal.taken_over.iter().take(TOLD);
    SourceRemoval {
        source: name.to_owned(),
        removed: is_done,
        entities: removal.deleted.len() as u64,
        taken_over: removal.taken_over.len() as u64,
        taken_over_by: taken
            .map(|(entity_ref, source)| TakenOver { entity_ref: entity_ref.clone(), source: source.clone() })
            .collect(),
        refs: removal.deleted.into_iter().take(TOLD).collect(),
        remark,
        revision: removal.revision,
    }
}
