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
    /// Sources that rest, with since when, milliseconds since the Unix epoch.
    pub(super) paused: Vec<(String, i64)>,
}

impl Catalog {
    pub(super) async fn load(store: &Store, schema: &SchemaState) -> Result<Self, StoreError> {
        let mut tx = store.read().await?;
        let (head, locations) = (tx.head().await?, tx.locations().await?);
        // The first schemas had no held deletions, no pauses, and nothing that is elsewhere.
        if !schema.pending.is_empty() {
            let store = store.clone();
            return Ok(Self { store, head, locations, holds: Vec::new(), remotes: Vec::new(), paused: Vec::new() });
        }
        let syncs = tx.remote_syncs().await?;
        let with_sync = |row: RemoteRow| {
            let sync = syncs.iter().find(|sync| sync.source == row.name).cloned();
            (row, sync)
        };
        let remotes = tx.remotes().await?.into_iter().map(with_sync).collect();
        let states = tx.source_states().await?;
        let paused = states.into_iter().filter_map(|(name, state)| Some((name, state.paused_at?))).collect();
        let holds = tx.holds().await?;
        Ok(Self { store: store.clone(), head, locations, holds, remotes, paused })
    }

    /// Entities, all of one moment with the head.
    pub(super) fn entities(&self) -> u64 {
        self.locations.iter().map(|location| location.entities).sum()
    }
}
