//! What the management of sources needs.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::mpsc;

use super::RegistryError;
use crate::clock::now_ms;
use crate::ingest::Ingest;
use crate::sources::directory::NamedDirectory;
use crate::store::{AuditRow, SourceState, Store, Tx};

/// The sources of a catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Registry {
    pub(super) store: Store,
    pub(super) ingest: Ingest,
    /// Directories below which a source may be added.
    pub(super) allowed: Arc<[PathBuf]>,
    /// What `--catalog` names.
    pub(super) catalogs: Arc<[PathBuf]>,
    /// Takes directories that are followed from now on; none where this process follows none.
    pub(super) newcomers: Option<mpsc::Sender<NamedDirectory>>,
}

impl Registry {
    /// The sources in `store`, as `ingest` brings them into the catalog.
    pub fn new(store: Store, ingest: Ingest) -> Self {
        Self { store, ingest, allowed: Arc::default(), catalogs: Arc::default(), newcomers: None }
    }

    /// Says which directories `--catalog` names: sources of them come back.
    #[must_use]
    pub fn naming(mut self, catalogs: &[PathBuf]) -> Self {
        let canonical = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        self.catalogs = catalogs.iter().map(canonical).collect();
        self
    }

    /// Lets directories below these be added, which `newcomers` follows.
    #[must_use]
    pub fn adding(mut self, allowed: &[PathBuf], newcomers: mpsc::Sender<NamedDirectory>) -> Self {
        self.allowed = allowed.iter().cloned().collect();
        self.newcomers = Some(newcomers);
        self
    }

    /// Whether the configuration file says how the source stands to others.
    pub fn is_of_file(&self, name: &str) -> bool {
        self.ingest.configured_source(name).is_some()
    }

    /// The source as it is.
    pub(super) async fn state(&self, tx: &mut Tx, name: &str) -> Result<SourceState, RegistryError> {
        let mut states = tx.source_states().await?;
        match states.remove(name) {
            Some(state) => Ok(state),
            None => Err(RegistryError::Unknown { name: name.to_owned(), known: states.into_keys().collect() }),
        }
    }
}

/// The longest name of a source, in bytes.
const LONGEST_NAME: usize = 63;

/// Checks what a new source is to be called: it is part of addresses, of the configuration and of scopes.
pub(super) fn check_name(name: &str) -> Result<(), RegistryError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let sound = (1..=LONGEST_NAME).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(plain);
    if sound { Ok(()) } else { Err(RegistryError::Name(name.to_owned())) }
}

/// An entry of the audit log about a source.
pub(super) fn note(by: &str, action: &str, source: &str, detail: Value, revision: Option<u64>) -> AuditRow {
    AuditRow {
        id: uuid::Uuid::now_v7().to_string(),
        at: now_ms(),
        actor: by.to_owned(),
        action: action.to_owned(),
        subject: source.to_owned(),
        detail,
        revision,
    }
}
