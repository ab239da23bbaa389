//! Deletions that are held back: whether the entities go.

use serde_json::json;

use super::service::note;
use super::{Registry, RegistryError};
use crate::store::Decision;

impl Registry {
    /// Lets go what a source does not describe any more with its next sync, or keeps it without asking again; answers how
    /// many entities it is about.
    ///
    /// # Errors
    /// If there is no such source, nothing is held back, or the store fails.
    pub async fn decide(&self, name: &str, decision: Decision, by: &str) -> Result<u64, RegistryError> {
        let mut tx = self.store.write().await?;
        self.state(&mut tx, name).await?;
        let held = tx.holds_of(name).await?;
        if held.is_empty() {
            return Err(RegistryError::NothingHeld(name.to_owned()));
        }
        tx.decide_holds(name, decision).await?;
        let action = if decision == Decision::Confirmed { "confirm-deletion" } else { "discard-deletion" };
        let entry = |hold: &crate::store::HoldRow| {
            note(by, action, name, json!({ "entities": hold.entities, "refs": hold.refs }), None)
        };
        tx.audit(&held.iter().map(entry).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        self.ingest.call();
        Ok(held.iter().map(|hold| hold.entities).sum())
    }
}
