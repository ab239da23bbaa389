//! One look at the log, and what follows from it.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::model::EntityRef;
use tokio::time::timeout;

use super::FollowError;
use super::convert::{current, exemption, fact, happened, repository};
use super::load::CATCH_UP_LIMIT;
use crate::clock::day;
use crate::health::Judging;
use crate::insights::Survey;
use crate::live::change::{Beside, EntityChange};
use crate::live::{Affected, Live};
use crate::search::SearchIndex;
use crate::store::Store;

/// After which a look at the log is given up.
const LOOK_LIMIT: Duration = Duration::from_secs(30);

/// What a look at the log came to.
pub(super) enum Round {
    /// There is nothing new.
    UpToDate(SearchIndex),
    /// The next snapshot.
    Next(Box<Next>),
    /// Everything has to be loaded, and why.
    Reload(SearchIndex, &'static str),
}

/// The next snapshot.
pub(super) struct Next {
    pub(super) live: Live,
    pub(super) index: SearchIndex,
    /// Entities that the index took in or gave up.
    pub(super) indexed: usize,
    /// When time alone may change results, in milliseconds since the Unix epoch.
    pub(super) deadlines: Vec<(i64, EntityRef)>,
}

/// A look at the log that failed. The index comes back unless it may be half written: what was not committed must not
/// be committed later.
pub(super) struct Failed {
    pub(super) error: FollowError,
    pub(super) index: Option<Box<SearchIndex>>,
}

/// Takes every change since `live` and makes the snapshot that has them, judged by what `survey` says of the whole catalog,
/// as of `now`, in milliseconds since the Unix epoch.
pub(super) async fn round(
    store: &Store,
    live: Arc<Live>,
    mut index: SearchIndex,
    survey: Arc<Survey>,
    now: i64,
) -> Result<Round, Failed> {
    // A connection that was cut without a word answers never.
    let looked = timeout(LOOK_LIMIT, look(store, &live, now)).await.unwrap_or(Err(FollowError::Silent(LOOK_LIMIT)));
    let (revision, changes, beside) = match looked {
        Ok(Look::UpToDate) => return Ok(Round::UpToDate(index)),
        Ok(Look::Reload(why)) => return Ok(Round::Reload(index, why)),
        Ok(Look::Changes(revision, changes, beside)) => (revision, changes, beside),
        Err(error) => return Err(Failed { error, index: Some(Box::new(index)) }),
    };
    let applied = tokio::task::spawn_blocking(move || {
        let (next, mut affected) = match changes.is_empty() {
            true => (live.at_revision(revision), Affected::default()),
            false => live.apply(revision, &changes),
        };
        let next = next.with_beside(&beside, &mut affected.evaluate);
        let results = Judging::new(&next, &survey, now).after(live.engine()).changed(&affected.evaluate);
        let next = next.judged(&results.of).counted_after(&live, &day(now));
        index.apply(&changes)?;
        let reader = index.commit(next.epoch(), revision)?;
        let (live, indexed, deadlines) = (next.with_search(reader), changes.len(), results.deadlines);
        Ok(Box::new(Next { live, index, indexed, deadlines }))
    })
    .await;
    match applied {
        Ok(Ok(next)) => Ok(Round::Next(next)),
        Ok(Err(error)) => Err(Failed { error, index: None }),
        Err(error) => Err(Failed { error: error.into(), index: None }),
    }
}

enum Look {
    UpToDate,
    Reload(&'static str),
    Changes(u64, Vec<EntityChange>, Beside),
}

async fn look(store: &Store, live: &Live, now: i64) -> Result<Look, FollowError> {
    let mut tx = store.read().await?;
    let head = tx.head().await?;
    if head.epoch != live.epoch() || live.revision() < head.oldest_revision || live.revision() > head.revision {
        return Ok(Look::Reload("the change log does not continue what is shown"));
    }
    if head.revision == live.revision() {
        return Ok(Look::UpToDate);
    }
    if tx.count_changes_after(live.revision(), CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT
        || tx.count_facts_after(live.revision(), CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT
        || tx.count_repository_facts_after(live.revision(), CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT
        || tx.count_events_after(live.revision(), CATCH_UP_LIMIT).await? == CATCH_UP_LIMIT
    {
        return Ok(Look::Reload("so much has changed that it takes less than to catch up"));
    }
    let steps = tx.changes_after(live.revision()).await?;
    let changes = current(&mut tx, steps).await?;
    let told_of = tx.told_of_after(live.revision()).await?;
    let vocabulary = match tx.vocabulary_revision().await? > live.revision() {
        true => Some(Arc::new(tx.vocabulary().await?)),
        false => None,
    };
    let beside = Beside {
        facts: tx.facts_after(live.revision()).await?.into_iter().map(fact).collect(),
        repositories: tx.repository_facts_after(live.revision()).await?.into_iter().map(repository).collect(),
        events: happened(&mut tx, &told_of, now).await?,
        exemptions: tx.exemptions_after(live.revision()).await?.into_iter().map(exemption).collect(),
        vocabulary,
    };
    Ok(Look::Changes(head.revision, changes, beside))
}
