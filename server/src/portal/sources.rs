//! Sources and how their syncs went.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{Location, ManagedBy, Problem, Source, SourceList, SyncRun, SyncState};

use super::CatalogPortal;
use super::problems::{source_not_found, unavailable};
use super::remote;
use crate::clock::rfc3339;
use crate::ingest::guard;
use crate::store::{
    HoldRow, LocationRow, RemoteRow, RemoteSyncRow, SourceSettings, SourceState, StoreError, SyncRunRow,
};

/// For how long counts of files and problems may be behind a sync that changed no entity: counting goes through all of
/// them.
const COUNTED_FOR: Duration = Duration::from_secs(1);

/// All sources, by name. Only what is counted may be behind.
pub(super) async fn sources(portal: &CatalogPortal) -> Result<SourceList, Problem> {
    let live = portal.cell.load();
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let rows = tx.locations_uncounted().await.map_err(failed)?;
    let known = |counted: &Arc<Vec<LocationRow>>| counted.iter().map(|row| &row.id).eq(rows.iter().map(|row| &row.id));
    let counted = match portal.memos.sources.recall(&live, Some(COUNTED_FOR)).filter(known) {
        Some(counted) => counted,
        None => portal.memos.sources.keep(&live, tx.locations().await.map_err(failed)?),
    };
    let read = Read {
        states: tx.source_states().await.map_err(failed)?,
        holds: tx.holds().await.map_err(failed)?,
        runs: tx.sync_runs().await.map_err(failed)?,
        remotes: tx.remotes().await.map_err(failed)?,
        syncs: tx.remote_syncs().await.map_err(failed)?,
    };
    let with_counts = |(row, counted): (LocationRow, &LocationRow)| LocationRow {
        files: counted.files,
        claims: counted.claims,
        stale: counted.stale,
        entities: counted.entities,
        errors: counted.errors,
        warnings: counted.warnings,
        ..row
    };
    let rows = rows.into_iter().zip(counted.iter()).map(with_counts).collect();
    Ok(told(portal, rows, &read, live.revision()))
}

/// What is known of sources beside their locations.
struct Read {
    states: BTreeMap<String, SourceState>,
    holds: Vec<HoldRow>,
    runs: Vec<SyncRunRow>,
    remotes: Vec<RemoteRow>,
    syncs: Vec<RemoteSyncRow>,
}

fn told(portal: &CatalogPortal, rows: Vec<LocationRow>, read: &Read, revision: u64) -> SourceList {
    let held = |location: &str| read.holds.iter().find(|hold| hold.location == location).map(guard::shown);
    let mut items: Vec<Source> = Vec::new();
    for row in rows {
        if items.last().is_none_or(|source| source.name != row.source) {
            let state = read
                .states
                .get(&row.source)
                .map_or((&*row.source_type, None), |state| (&state.source_type, state.paused_at));
            items.push(empty(portal, &row.source, state, &row.settings, read, revision));
        }
        if let Some(source) = items.last_mut() {
            source.entities += row.entities;
            source.errors += row.errors;
            source.warnings += row.warnings;
            source.locations.push(Location { held: held(&row.id), ..location(row) });
        }
    }
    // What is elsewhere is a source before anything of it was found.
    for remote in &read.remotes {
        if let Some(state) = read.states.get(&remote.name).filter(|_| items.iter().all(|item| item.name != remote.name))
        {
            let told = (state.source_type.as_str(), state.paused_at);
            items.push(empty(portal, &remote.name, told, &state.settings, read, revision));
        }
    }
    items.sort_by(|one, other| one.name.cmp(&other.name));
    SourceList { items, revision }
}

/// A source without its locations.
fn empty(
    portal: &CatalogPortal,
    name: &str,
    (source_type, paused_at): (&str, Option<i64>),
    settings: &SourceSettings,
    read: &Read,
    revision: u64,
) -> Source {
    Source {
        name: name.to_owned(),
        source_type: source_type.to_owned(),
        priority: settings.priority,
        overlay: settings.overlay,
        kinds: settings.kinds.clone().map(|kinds| kinds.into_iter().collect()),
        namespaces: settings.namespaces.clone().map(|namespaces| namespaces.into_iter().collect()),
        paused: paused_at.is_some(),
        paused_at: paused_at.and_then(rfc3339),
        managed_by: if portal.of_file.contains(name) { ManagedBy::File } else { ManagedBy::Portal },
        remote: remote::state(name, &read.remotes, &read.syncs),
        locations: Vec::new(),
        entities: 0,
        errors: 0,
        warnings: 0,
        runs: read.runs.iter().filter(|run| run.source == name).map(run).collect(),
        revision,
    }
}

fn run(row: &SyncRunRow) -> SyncRun {
    let report = &row.report;
    SyncRun {
        address: row.address.clone(),
        ended_at: rfc3339(report.ended_at).unwrap_or_default(),
        duration_ms: u64::try_from(report.duration_ms).unwrap_or_default(),
        created: report.created,
        updated: report.updated,
        deleted: report.deleted,
        renamed: report.renamed,
        held: report.held,
        error: report.error.clone(),
        revision: report.revision,
        times: row.times,
    }
}

/// One source.
pub(super) async fn source(portal: &CatalogPortal, name: &str) -> Result<Source, Problem> {
    let mut items = sources(portal).await?.items;
    match items.iter().position(|source| source.name == name) {
        Some(index) => Ok(items.swap_remove(index)),
        None => Err(source_not_found(name, &items)),
    }
}

fn location(row: LocationRow) -> Location {
    Location {
        address: row.address,
        state: match row.state.as_str() {
            "ok" => SyncState::Ok,
            "failed" => SyncState::Failed,
            _ => SyncState::Pending,
        },
        files: row.files,
        claims: row.claims,
        stale: row.stale,
        last_sync: row.last_sync.and_then(rfc3339),
        duration_ms: row.duration_ms.and_then(|ms| u64::try_from(ms).ok()),
        error: row.error,
        revision: row.revision,
        held: None,
    }
}
