//! What is looked at.

use std::path::PathBuf;

use crate::config::Settings;
use crate::store::{EngineState, Head, HoldRow, LocationRow, RemoteRow, RemoteSyncRow, SchemaState, Store, StoreError};

use super::checks::database::FileRights;

/// What is looked at.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) settings: Settings,
    /// The configuration file, if there is one.
    pub(super) file: Option<PathBuf>,
    pub(super) deep: bool,
    /// None where the database cannot be read.
    pub(super) database: Option<Opened>,
    /// None where there is no catalog in it that this release may read.
    pub(super) catalog: Option<Catalog>,
}

/// A database that answers.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) engine: EngineState,
    /// Of SQLite's file.
    pub(super) rights: Option<FileRights>,
}

/// What the catalog says of itself, all of one moment.
#[derive(Debug)]
pub(super) struct Catalog {
    pub(super) store: Store,
    pub(super) head: Head,
    pub(super) locations: Vec<LocationRow>,
    pub(super) holds: Vec<HoldRow>,
    /// Sources that are elsewhere, and how their reading goes.
    pub(super) remotes: Vec<(RemoteRow, Option<RemoteSyncRow>)>,
}

impl Catalog {
    pub(super) async fn load(store: &Store, schema: &SchemaState) -> Result<Self, StoreError> {
        let mut tx = store.read().await?;
        let (head, locations) = (tx.head().await?, tx.locations().await?);
        // The first schemas had no held deletions.
        let holds = if schema.pending.is_empty() { tx.holds().await? } else { Vec::new() };
        let (mut remotes, mut syncs) = (Vec::new(), Vec::new());
        if schema.pending.is_empty() {
            (remotes, syncs) = (tx.remotes().await?, tx.remote_syncs().await?);
        }
        let with_sync = |row: RemoteRow| {
            let sync = syncs.iter().find(|sync| sync.source == row.name).cloned();
            (row, sync)
        };
        let remotes = remotes.into_iter().map(with_sync).collect();
        Ok(Self { store: store.clone(), head, locations, holds, remotes })
    }

    /// Entities, all of one moment with the head.
    pub(super) fn entities(&self) -> u64 {
        self.locations.iter().map(|location| location.entities).sum()
    }
}
