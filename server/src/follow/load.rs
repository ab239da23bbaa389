//! The whole catalog from the store: at start, after a restore, or when the log no longer reaches back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use catalog_schema::model::EntityRef;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tracing::info;

use super::FollowError;
use super::beside::read_beside;
use super::convert::current;
use super::stages::{PAGE, WAITING, decode_pages, index_pages, put_pages};
use crate::health::{judge_all, judge_later};
use crate::insights::Survey;
use crate::live::change::{Beside, EntityChange};
use crate::live::{Build, Live};
use crate::search::{Committed, SearchIndex};
use crate::store::{Head, Store, StoredVersion, Tx};

/// From so many steps behind on, everything is loaded anew.
pub(super) const CATCH_UP_LIMIT: u64 = 20_000;

/// A catalog of more entities is shown before they are judged, which takes as long as all else.
const JUDGED_BEFORE: usize = 10_000;

/// A loaded catalog and the index that goes with it.
pub(super) struct Loaded {
    pub(super) live: Live,
    pub(super) index: SearchIndex,
    /// When time alone may change results, in milliseconds since the Unix epoch.
    pub(super) deadlines: Vec<(i64, EntityRef)>,
}

/// Reads everything in one transaction, in stages that work side by side: reading, decoding, putting together, indexing.
/// The index is brought up to date from the log where it can be, and is built anew where it cannot: it was deleted, is of
/// another epoch, or is too far behind. Entities are judged as of `now`, in milliseconds since the Unix epoch; those
/// of a large catalog are left to be judged where that `may_wait`.
pub(super) async fn load(
    store: &Store,
    mut index: SearchIndex,
    committed: Option<Committed>,
    survey: Arc<Survey>,
    now: i64,
    may_wait: bool,
) -> Result<Loaded, FollowError> {
    let started = Instant::now();
    let mut tx = store.read().await?;
    let head = tx.head().await?;
    let missing = missing_from_index(&mut tx, &head, committed).await?;
    let rebuild = missing.is_none();
    if rebuild {
        index.clear()?;
    }
    let build = Build::new(head.epoch.as_str(), index.reader());
    let (read, to_decode) = mpsc::channel(WAITING);
    let (decoded, to_put) = mpsc::channel(WAITING);
    let (put, to_index) = mpsc::channel(WAITING);
    let decoding = spawn_blocking(move || decode_pages(to_decode, &decoded));
    let putting = spawn_blocking(move || put_pages(to_put, build, &put));
    let indexing = spawn_blocking(move || index_pages(to_index, index, rebuild));
    read_pages(&mut tx, read).await?;
    let beside = read_beside(&mut tx, now).await?;
    drop(tx);
    decoding.await??;
    let build = putting.await?;
    let mut index = indexing.await??;
    // Only now is it known that all pages came, and the index may call itself whole.
    let revision = head.revision;
    let finishing = spawn_blocking(move || judged(&build.finish(revision), &beside, &survey, now, may_wait));
    let committing = spawn_blocking(move || {
        index.apply(&missing.unwrap_or_default())?;
        let reader = index.commit(&head.epoch, revision)?;
        Ok::<_, FollowError>((index, reader))
    });
    let (live, deadlines) = finishing.await?;
    let (index, reader) = committing.await??;
    let live = live.with_search(reader);
    let ms = started.elapsed().as_millis();
    info!(revision, entities = live.entity_count(), index_rebuilt = rebuild, ms, "catalog loaded");
    Ok(Loaded { live, index, deadlines })
}

/// A catalog with what it has beside entities, judged by that, or left to be judged where it is large and that `may_wait`; and
/// when time alone may change results.
pub(super) fn judged(
    live: &Live,
    beside: &Beside,
    survey: &Survey,
    now: i64,
    may_wait: bool,
) -> (Live, Vec<(i64, EntityRef)>) {
    let live = live.with_beside(beside, &mut BTreeMap::new());
    match may_wait && live.entity_count() > JUDGED_BEFORE {
        true => (judge_later(live, survey, now), Vec::new()),
        false => judge_all(live, survey, now),
    }
}

/// Hands on all current versions. A stage that ended early says itself why.
async fn read_pages(tx: &mut Tx, pages: mpsc::Sender<Vec<StoredVersion>>) -> Result<(), FollowError> {
    let mut after = String::new();
    loop {
        let page = tx.current_versions_after(&after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        last.uid().clone_into(&mut after);
        if pages.send(page).await.is_err() {
            return Ok(());
        }
    }
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
