//! Sources and how their syncs went.

use catalog_schema::wire::{Location, Problem, Source, SourceList, SyncState};

use super::CatalogPortal;
use super::problems::{source_not_found, unavailable};
use crate::clock::rfc3339;
use crate::ingest::guard;
use crate::store::{LocationRow, StoreError};

/// All sources, by name.
pub(super) async fn sources(portal: &CatalogPortal) -> Result<SourceList, Problem> {
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let rows = tx.locations().await.map_err(failed)?;
    let holds = tx.holds().await.map_err(failed)?;
    let held = |location: &str| holds.iter().find(|hold| hold.location == location).map(guard::shown);
    let revision = portal.cell.load().revision();
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
