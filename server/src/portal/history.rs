//! What an entity was before, a page at a time.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{History, PageQuery, Problem};

use super::problems::unavailable;
use super::{CatalogPortal, cursor};
use crate::history;
use crate::lists::problems::{entity_not_found, invalid_limit};
use crate::store::StoreError;

const DEFAULT_LIMIT: u32 = 20;
const MAX_LIMIT: u32 = 100;

pub(super) async fn history(
    portal: &CatalogPortal,
    entity_ref: &EntityRef,
    query: &PageQuery,
) -> Result<History, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    let live = portal.cell.load();
    // Never a version that the snapshot does not show yet.
    let newest = live.revision().saturating_add(1);
    let before: u64 = match query.cursor.as_deref() {
        Some(text) => newest.min(cursor::decode(live.epoch(), text)?),
        None => newest,
    };
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let uid = match live.get(entity_ref) {
        Some(record) => Some(record.uid.to_string()),
        None => tx.last_uid(entity_ref, live.revision()).await.map_err(failed)?,
    };
    let Some(uid) = uid else { return Err(entity_not_found(&live, entity_ref)) };
    let extent = tx.history_extent(&uid, live.revision()).await.map_err(failed)?;
    let versions = tx.versions_before(&uid, before, limit + 1).await.map_err(failed)?;
    let items = history::history(&versions, limit as usize, extent.shortened);
    let more = versions.len() > items.len();
    let next_cursor = items.last().filter(|_| more).map(|item| cursor::encode(live.epoch(), &item.revision));
    Ok(History {
        entity_ref: entity_ref.to_string(),
        uid,
        deleted: extent.deleted,
        items,
        total: extent.total,
        shortened: extent.shortened,
        next_cursor,
        revision: live.revision(),
    })
}
