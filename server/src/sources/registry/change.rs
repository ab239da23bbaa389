//! How a source stands to others, what it may describe, and whether it rests.

use std::collections::BTreeSet;

use catalog_schema::fields::{is_kind, is_namespace};
use catalog_schema::wire::SourceChange;
use serde_json::json;

use super::service::note;
use super::{Registry, RegistryError};
use crate::clock::now_ms;
use crate::store::SourceSettings;

/// What is to be changed of a source, checked; none stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceChanges {
    /// See [`SourceSettings`].
    pub priority: Option<i64>,
    /// See [`SourceSettings`].
    pub overlay: Option<bool>,
    /// See [`SourceSettings`].
    pub kinds: Option<Option<BTreeSet<String>>>,
    /// See [`SourceSettings`].
    pub namespaces: Option<Option<BTreeSet<String>>>,
    /// Whether it rests.
    pub paused: Option<bool>,
}

impl SourceChanges {
    /// Checks what was sent.
    ///
    /// # Errors
    /// If something is no kind or no namespace.
    pub fn of(sent: SourceChange) -> Result<Self, RegistryError> {
        let all = |names: Option<Option<Vec<String>>>, is_valid: fn(&str) -> bool, remedy: &str| {
            let check = |text: String| match is_valid(&text) {
                true => Ok(text.to_lowercase()),
                false => Err(RegistryError::Invalid(format!("{text:?}: {remedy}"))),
            };
            let set = |names: Vec<String>| names.into_iter().map(check).collect::<Result<BTreeSet<_>, _>>();
            names.map(|names| names.map(set).transpose()).transpose()
        };
        Ok(Self {
            priority: sent.priority,
            overlay: sent.overlay,
            kinds: all(sent.kinds, is_kind, "a kind is letters and digits, such as component")?,
            namespaces: all(sent.namespaces, is_namespace, "a namespace is letters, digits and hyphens")?,
            paused: sent.paused,
        })
    }

    fn applied_to(&self, before: &SourceSettings) -> SourceSettings {
        let mut after = before.clone();
        after.priority = self.priority.unwrap_or(after.priority);
        after.overlay = self.overlay.unwrap_or(after.overlay);
        after.kinds = self.kinds.clone().unwrap_or(after.kinds);
        after.namespaces = self.namespaces.clone().unwrap_or(after.namespaces);
        after
    }
}

impl Registry {
    /// Changes a source. Where it stands otherwise to others, what it describes is looked at again at once; what it may
    /// describe counts from the next look at its files, which is asked for. Answers the revision that shows it.
    ///
    /// # Errors
    /// If there is no such source, the configuration file says what would be changed, or the store fails.
    pub async fn change(&self, name: &str, changes: &SourceChanges, by: &str) -> Result<u64, RegistryError> {
        let mut tx = self.store.read().await?;
        let before = self.state(&mut tx, name).await?;
        let mut revision = tx.head().await?.revision;
        drop(tx);
        let wanted = changes.applied_to(&before.settings);
        if wanted != before.settings {
            if self.is_of_file(name) {
                return Err(RegistryError::OfFile(name.to_owned()));
            }
            let detail = json!({ "before": told(&before.settings), "after": told(&wanted) });
            let entry = note(by, "configure-source", name, detail, None);
            let restands = (wanted.priority, wanted.overlay) != (before.settings.priority, before.settings.overlay);
            revision = self.ingest.reconfigure(name, &wanted, restands, entry).await?.revision;
            let may_differ =
                (&wanted.kinds, &wanted.namespaces) != (&before.settings.kinds, &before.settings.namespaces);
            if may_differ {
                let mut tx = self.store.write().await?;
                tx.ask_to_read(name).await?;
                tx.commit().await?;
                self.ingest.call();
            }
        }
        if let Some(paused) = changes.paused.filter(|paused| *paused != before.paused_at.is_some()) {
            self.pause(name, paused, by).await?;
        }
        Ok(revision)
    }

    async fn pause(&self, name: &str, paused: bool, by: &str) -> Result<(), RegistryError> {
        let action = if paused { "pause-source" } else { "resume-source" };
        let mut tx = self.store.write().await?;
        // A sync under way ends before, or not at all.
        tx.lock_head().await?;
        tx.pause_source(name, paused.then(now_ms)).await?;
        tx.audit(&[note(by, action, name, json!({}), None)]).await?;
        tx.commit().await?;
        self.ingest.call();
        Ok(())
    }
}

fn told(settings: &SourceSettings) -> serde_json::Value {
    let SourceSettings { priority, overlay, kinds, namespaces, .. } = settings;
    json!({ "priority": priority, "overlay": overlay, "kinds": kinds, "namespaces": namespaces })
}
