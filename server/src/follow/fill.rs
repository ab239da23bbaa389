//! A blank catalog that is filled: what the store is about to have is put together and indexed while it is read and written.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tracing::info;

use super::FollowError;
use super::beside::read_beside;
use super::convert::version;
use super::load::{Loaded, judged};
use super::stages::{WAITING, hand_on_pages, index_pages, put_pages};
use crate::background::aside;
use crate::ingest::{FirstEnd, FirstFill, FirstWhole};
use crate::insights::Survey;
use crate::live::Build;
use crate::live::change::{Beside, EntityChange};
use crate::search::SearchIndex;
use crate::store::Store;

/// The catalog that `first` fills, with its index, once it is committed; none where nothing came of it, and the index is to
/// be opened again. Entities are judged as [`load`](super::load::load) has it, as of `now`, in milliseconds since the Unix
/// epoch.
pub(super) async fn fill(
    store: &Store,
    mut index: SearchIndex,
    first: FirstFill,
    survey: Arc<Survey>,
    now: i64,
) -> Result<Option<Loaded>, FollowError> {
    let started = Instant::now();
    let epoch = store.read().await?.head().await?.epoch;
    index.clear()?;
    let build = Build::new(epoch.as_str(), index.reader());
    let (handed_on, to_put) = mpsc::channel(WAITING);
    let (put, to_index) = mpsc::channel(WAITING);
    // Reading goes first: writing leaves a processor to those who follow.
    let handing_on = aside(move || hand_on_pages(first.versions, &handed_on));
    let putting = aside(move || put_pages(to_put, build, &put));
    let indexing = aside(move || index_pages(to_index, index, true));
    handing_on.await?;
    let build = putting.await?;
    let mut index = indexing.await??;
    let Ok(FirstWhole { revision, at }) = first.whole.await else { return Ok(None) };
    let finishing = spawn_blocking(move || build.finish_first(revision, at));
    let writing = spawn_blocking(move || index.write().map(|()| index));
    let ended = first.end.await;
    let (live, mut index) = (finishing.await?, writing.await??);
    let Ok(FirstEnd { mended, dropped, committed }) = ended else { return Ok(None) };
    let put = mended.into_iter().map(|mended| EntityChange::Put(version(mended)));
    let removed = dropped.into_iter().map(|(uid, entity_ref)| EntityChange::Remove { uid: uid.into(), entity_ref });
    let mended: Arc<[EntityChange]> = put.chain(removed).collect();
    let (to_mend, with) = (Arc::clone(&mended), Arc::clone(&survey));
    let judging = spawn_blocking(move || {
        let live = if mended.is_empty() { live } else { live.apply(revision, &mended).0 };
        judged(&live, &Beside::default(), &with, now, true)
    });
    let committing = spawn_blocking(move || {
        index.apply(&to_mend)?;
        // The index never says of itself what the store might not.
        let reader = index.commit_if(&epoch, revision, || committed.blocking_recv().is_ok())?;
        Ok::<_, FollowError>(reader.map(|reader| (index, reader)))
    });
    let (live, mut deadlines) = judging.await?;
    let Some((index, reader)) = committing.await?? else { return Ok(None) };
    // What came later than the entities comes once more with the next look at the log, which changes nothing.
    let beside = read_beside(&mut store.read().await?, now).await?;
    let live = if beside.is_read_by_rules() {
        let (live, others) = spawn_blocking(move || judged(&live, &beside, &survey, now, true)).await?;
        deadlines = others;
        live
    } else {
        live.with_beside(&beside, &mut BTreeMap::new())
    };
    let live = live.with_search(reader);
    let ms = started.elapsed().as_millis();
    info!(revision, entities = live.entity_count(), ms, "catalog put together while it was read");
    Ok(Some(Loaded { live, index, deadlines }))
}
