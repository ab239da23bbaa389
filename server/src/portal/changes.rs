//! The feed of changes.

use catalog_schema::wire::{ChangeList, ChangeQuery, Problem};

use super::CatalogPortal;
use super::problems::{invalid_value, revision_gone, unavailable};
use crate::feed::{self, Mark};
use crate::lists::problems::invalid_limit;
use crate::store::StoreError;

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

pub(super) async fn changes(portal: &CatalogPortal, query: &ChangeQuery) -> Result<ChangeList, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    let live = portal.cell.load();
    let mark = match query.since.as_deref() {
        Some(text) => text
            .parse()
            .map_err(|_| invalid_value("since", text, "REVISION, REVISION:POSITION, the next_since of an answer"))?,
        None => Mark { epoch: None, revision: live.revision(), position: None },
    };
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let head = tx.head().await.map_err(failed)?;
    let mut epochs = [&mark.epoch, &query.epoch].into_iter().flatten();
    if epochs.any(|epoch| *epoch != head.epoch) || live.epoch() != head.epoch {
        return Err(revision_gone("the catalog was restored since, and its revisions count anew"));
    }
    if mark.revision > head.revision {
        return Err(revision_gone("the catalog has no such revision; it was restored since, or this is another one"));
    }
    if mark.revision < head.oldest_revision {
        let why = format!("the feed reaches back to revision {} only", head.oldest_revision);
        return Err(revision_gone(&why));
    }
    feed::page(&mut tx, &head, &live, &mark, limit).await.map_err(failed)
}
