//! The whole catalog from the store: at start, after a restore, or when the log no longer reaches back.

use tracing::info;

use super::FollowError;
use super::convert::{current, put};
use crate::live::Live;
use crate::live::change::EntityChange;
use crate::search::{Committed, SearchIndex};
use crate::store::{Head, Store, Tx};

/// Entities a page.
const PAGE: u32 = 5_000;
/// From so many steps behind on, the index is built anew.
const CATCH_UP_LIMIT: u64 = 20_000;

/// A loaded catalog and the index that goes with it.
pub(super) struct Loaded {
    pub(super) live: Live,
    pub(super) index: SearchIndex,
}

/// Reads everything in one transaction. The index is brought up to date from the log where it can be, and is built anew
/// where it cannot: it was deleted, is of another epoch, or is too far behind.
pub(super) async fn load(
    store: &Store,
    mut index: SearchIndex,
    committed: Option<Committed>,
) -> Result<Loaded, FollowError> {
    let mut tx = store.read().await?;
    let head = tx.head().await?;
    let missing = missing_from_index(&mut tx, &head, committed).await?;
    let rebuild = missing.is_none();
    if rebuild {
        index.clear()?;
    }
    let mut live = Live::empty(head.epoch.as_str(), index.reader());
    let mut after = String::new();
    loop {
        let page = tx.current_versions_after(&after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.row.uid);
        (live, index) = tokio::task::spawn_blocking(move || {
            let changes: Vec<EntityChange> = page.into_iter().map(put).collect();
            if rebuild {
                index.apply(&changes)?;
            }
            let (next, _) = live.apply(head.revision, &changes);
            Ok::<_, FollowError>((next, index))
        })
        .await??;
    }
    drop(tx);
    let epoch = head.epoch.clone();
    let reader;
    (reader, index) = tokio::task::spawn_blocking(move || {
        index.apply(&missing.unwrap_or_default())?;
        let reader = index.commit(&epoch, head.revision)?;
        Ok::<_, FollowError>((reader, index))
    })
    .await??;
    live = live.at_revision(head.revision).with_search(reader);
    info!(revision = head.revision, entities = live.entity_count(), index_rebuilt = rebuild, "catalog loaded");
    Ok(Loaded { live, index })
}

/// The changes that the index lacks; none if it must be built anew.
async fn missing_from_index(
    tx: &mut Tx,
    head: &Head,
    committed: Option<Committed>,
) -> Result<Option<Vec<EntityChange>>, FollowError> {
    let Some(committed) = committed else { return Ok(None) };
    let known = committed.epoch == head.epoch
        && committed.revision <= head.revision
        && committed.revision >= head.oldest_revision;
    if !known || tx.count_changes_after(committed.revision, CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT {
        return Ok(None);
    }
    let steps = tx.changes_after(committed.revision).await?;
    Ok(Some(current(tx, steps).await?))
}
