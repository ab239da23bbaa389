//! Sources and how their syncs went.

use std::time::Duration;

use catalog_schema::wire::{Location, Problem, Source, SourceList, SyncState};

use super::CatalogPortal;
use super::problems::{source_not_found, unavailable};
use crate::clock::rfc3339;
use crate::ingest::guard;
use crate::store::{LocationRow, StoreError};

/// For how long counts of files and problems may be behind a sync that changed no entity: counting goes through all of
/// them.
const COUNTED_FOR: Duration = Duration::from_secs(1);

/// All sources, by name.
pub(super) async fn sources(portal: &CatalogPortal) -> Result<SourceList, Problem> {
    let live = portal.cell.load();
    if let Some(recalled) = portal.memos.sources.recall(&live, Some(COUNTED_FOR)) {
        return Ok((*recalled).clone());
    }
    let counted = count(portal, live.revision()).await?;
    Ok((*portal.memos.sources.keep(&live, counted)).clone())
}

async fn count(portal: &CatalogPortal, revision: u64) -> Result<SourceList, Problem> {
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let rows = tx.locations().await.map_err(failed)?;
    let holds = tx.holds().await.map_err(failed)?;
    let held = |location: &str| holds.iter().find(|hold| hold.location == location).map(guard::shown);
    let mut items: Vec<Source> = Vec::new();
    for row in rows {
        if items.last().is_none_or(|source| source.name != row.source) {
            items.push(Source {
                name: row.source.clone(),
                source_type: row.source_type.clone(),
                priority: row.settings.priority,
                overlay: row.settings.overlay,
                kinds: row.settings.kinds.clone().map(|kinds| kinds.into_iter().collect()),
                namespaces: row.settings.namespaces.clone().map(|namespaces| namespaces.into_iter().collect()),
                locations: Vec::new(),
                entities: 0,
                errors: 0,
                warnings: 0,
                revision,
            });
        }
        if let Some(source) = items.last_mut() {
            source.entities += row.entities;
            source.errors += row.errors;
            source.warnings += row.warnings;
            source.locations.push(Location { held: held(&row.id), ..location(row) });
        }
    }
    Ok(SourceList { items, revision })
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
