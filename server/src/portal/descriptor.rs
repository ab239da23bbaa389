//! The text that an entity was read from, with what is wrong with its file now.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Descriptor, Problem};

use super::CatalogPortal;
use super::problems::{gone, unavailable};
use crate::lists;
use crate::store::StoreError;

pub(super) async fn descriptor(portal: &CatalogPortal, entity_ref: &EntityRef) -> Result<Descriptor, Problem> {
    let live = portal.cell.load();
    let entity = lists::entity(&live, entity_ref)?;
    let mut tx = portal.store.read().await.map_err(|error| unavailable(&error))?;
    let failed = |error: StoreError| unavailable(&error);
    let Some(place) = tx.descriptor_place(entity_ref).await.map_err(failed)? else {
        return Err(gone(entity_ref));
    };
    let text = tx.text(&place.text).await.map_err(failed)?.unwrap_or_default();
    let diagnostics = tx.diagnostics_of_file(&place.key.location, &place.key.path).await.map_err(failed)?;
    Ok(Descriptor {
        entity_ref: entity_ref.to_string(),
        source: place.source,
        path: place.key.path,
        format: entity.format,
        // The decoder accepts UTF-8 only, so that nothing is replaced here.
        text: String::from_utf8_lossy(&text).into_owned(),
        start_line: place.start_line,
        end_line: place.end_line,
        stale: place.stale,
        diagnostics,
        revision: live.revision(),
    })
}
