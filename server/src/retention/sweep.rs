//! One pass over everything that is kept. Small transactions, so that no writer waits for long; a pass that is killed
//! leaves nothing half done and the next one goes on.

use std::time::Duration;

use super::Retention;
use crate::clock::day;
use crate::portal::MOST_DAYS;
use crate::store::{Store, StoreError};

/// Rows that one transaction drops, or entities that it looks at.
const BATCH: u32 = 500;
/// What nothing needs is kept for so long, in milliseconds: a sync under way has stored it and will need it.
const GRACE: i64 = 86_400_000;
/// Deliveries of webhooks are known again for so long, in milliseconds: GitHub lets them be sent again for three
/// days, and GitLab's signatures count for one.
const DELIVERIES: i64 = 7 * 86_400_000;

/// Drops batch after batch, each in a transaction of its own, until one is not full; answers how many rows went.
macro_rules! in_batches {
    ($store:expr, |$tx:ident| $drop:expr) => {{
        let mut dropped = 0;
        loop {
            let mut $tx = $store.write().await?;
            let count = $drop.await?;
            $tx.commit().await?;
            dropped += count;
            if count < u64::from(BATCH) {
                return Ok(dropped);
            }
        }
    }};
}

/// What a pass dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Steps of the change log.
    pub changes: u64,
    /// Versions of entities.
    pub versions: u64,
    /// Decoded contents.
    pub contents: u64,
    /// Texts.
    pub texts: u64,
    /// Entries of the audit log.
    pub audit: u64,
    /// Transitions of scorecards' results.
    pub transitions: u64,
    /// Events.
    pub events: u64,
    /// Pushed facts of entities that are forgotten.
    pub facts: u64,
    /// Exemptions of such entities.
    pub exemptions: u64,
    /// Deliveries of webhooks.
    pub deliveries: u64,
    /// What scorecards came to on days before those that are told.
    pub score_days: u64,
    /// What initiatives came to on those days.
    pub initiative_days: u64,
    /// Files of the web that no descriptor names any more.
    pub addresses: u64,
}

/// Drops what `retention` does not keep at `now` (milliseconds since the Unix epoch).
///
/// # Errors
/// If the store fails; what was dropped before stays dropped.
pub async fn sweep(store: &Store, retention: &Retention, now: i64) -> Result<Swept, StoreError> {
    let before = |age: Duration| now.saturating_sub(i64::try_from(age.as_millis()).unwrap_or(i64::MAX));
    let cutoff = before(retention.age);
    let untold = day(now - i64::from(MOST_DAYS) * 86_400_000);
    Ok(Swept {
        changes: changes(store, retention.changes).await?,
        versions: versions(store, retention.versions.max(1), cutoff).await?,
        contents: contents(store, now - GRACE).await?,
        texts: texts(store, now - GRACE).await?,
        audit: audit(store, cutoff).await?,
        transitions: transitions(store, cutoff).await?,
        events: events(store, before(retention.events)).await?,
        facts: facts(store).await?,
        exemptions: exemptions(store).await?,
        deliveries: deliveries(store, now - DELIVERIES).await?,
        score_days: score_days(store, &untold).await?,
        initiative_days: initiative_days(store, &untold).await?,
        addresses: addresses(store, now - GRACE).await?,
    })
}

async fn changes(store: &Store, keep: u64) -> Result<u64, StoreError> {
    let horizon = store.read().await?.log_horizon(keep).await?;
    let Some(horizon) = horizon else { return Ok(0) };
    let mut tx = store.write().await?;
    tx.move_log_horizon(horizon).await?;
    tx.commit().await?;
    let mut dropped = 0;
    loop {
        let mut tx = store.write().await?;
        let count = tx.drop_changes(BATCH).await?;
        tx.commit().await?;
        dropped += count;
        if count < u64::from(BATCH) {
            return Ok(dropped);
        }
    }
}

async fn versions(store: &Store, keep: u32, cutoff: i64) -> Result<u64, StoreError> {
    let (mut after, mut dropped) = (String::new(), 0);
    loop {
        let until = store.read().await?.versioned_until(&after, BATCH).await?;
        let Some(until) = until else { break };
        loop {
            let mut tx = store.write().await?;
            let count = tx.drop_versions((&after, &until), keep, cutoff, BATCH).await?;
            tx.commit().await?;
            dropped += count;
            if count < u64::from(BATCH) {
                break;
            }
        }
        after = until;
    }
    if dropped > 0 {
        let mut tx = store.write().await?;
        tx.drop_forgotten().await?;
        tx.commit().await?;
    }
    Ok(dropped)
}

async fn score_days(store: &Store, since: &str) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_score_days(since, BATCH))
}

async fn initiative_days(store: &Store, since: &str) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_initiative_days(since, BATCH))
}

async fn audit(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_audit(cutoff, BATCH))
}

/// What is said since when needs none of them; with them goes what was last said of who is gone for as long.
async fn transitions(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    let mut dropped = 0;
    loop {
        let mut tx = store.write().await?;
        let gone = tx.drop_gone_outcomes(cutoff, BATCH).await?;
        let count = tx.drop_transitions(cutoff, BATCH).await?;
        tx.commit().await?;
        dropped += count;
        if gone.max(count) < u64::from(BATCH) {
            return Ok(dropped);
        }
    }
}

async fn events(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_events(cutoff, BATCH))
}

async fn deliveries(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_deliveries(cutoff, BATCH))
}

async fn addresses(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    in_batches!(store, |tx| tx.drop_addresses(cutoff, BATCH))
}

/// Likewise.
async fn exemptions(store: &Store) -> Result<u64, StoreError> {
    let (mut after, mut dropped) = (String::new(), 0);
    loop {
        let until = store.read().await?.exemptions_until(&after, BATCH).await?;
        let Some(until) = until else { return Ok(dropped) };
        let mut tx = store.write().await?;
        dropped += tx.drop_exemptions((&after, &until)).await?;
        tx.commit().await?;
        after = until;
    }
}

/// They hang on an identity that nothing can bring back any more.
async fn facts(store: &Store) -> Result<u64, StoreError> {
    let (mut after, mut dropped) = (String::new(), 0);
    loop {
        let until = store.read().await?.facts_until(&after, BATCH).await?;
        let Some(until) = until else { return Ok(dropped) };
        let mut tx = store.write().await?;
        dropped += tx.drop_facts((&after, &until)).await?;
        tx.commit().await?;
        after = until;
    }
}

async fn contents(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    let (mut after, mut dropped) = (String::new(), 0);
    loop {
        let until = store.read().await?.contents_until(&after, BATCH).await?;
        let Some(until) = until else { return Ok(dropped) };
        let mut tx = store.write().await?;
        dropped += tx.drop_contents((&after, &until), cutoff).await?;
        tx.commit().await?;
        after = until;
    }
}

async fn texts(store: &Store, cutoff: i64) -> Result<u64, StoreError> {
    let (mut after, mut dropped) = (String::new(), 0);
    loop {
        let until = store.read().await?.texts_until(&after, BATCH).await?;
        let Some(until) = until else { return Ok(dropped) };
        let mut tx = store.write().await?;
        dropped += tx.drop_texts((&after, &until), cutoff).await?;
        tx.commit().await?;
        after = until;
    }
}
