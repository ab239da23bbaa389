//! The life of a source that is elsewhere: one task, in one process at a time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tracing::{info, warn};

use super::addresses::addresses_of;
use super::progress::{IDLE, WAITING};
use super::{Remote, RemoteError};
use crate::addresses::{AddressWatch, SourceAddresses};
use crate::backoff::Backoff;
use crate::clock::now_ms;
use crate::ingest::Ingest;
use crate::store::{Decision, Exclusive, Leases, RemoteSyncRow, RepositoryHint, Store, StoreError};

/// How often a process that does not read looks whether it may.
const LOOK: Duration = Duration::from_secs(5);
/// The pause before a sync that failed as a whole is made again, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(900));

/// A source that is elsewhere.
pub struct RemoteSource {
    pub(super) name: String,
    pub(super) source_type: &'static str,
    pub(super) store: Store,
    pub(super) ingest: Ingest,
    pub(super) remote: Arc<dyn Remote>,
    /// From the end of one sync to the begin of the next.
    pub(super) interval: Duration,
    /// Who asks for files of the web that its descriptors name.
    pub(super) addresses: Option<SourceAddresses>,
    backoff: Mutex<Backoff>,
}

/// What is wanted of who reads the source.
enum Wanted {
    /// All of it.
    Sync,
    /// What somebody said has changed.
    Hints(Vec<RepositoryHint>),
    /// What is otherwise at addresses that descriptors name, if anything is.
    News,
    /// Nothing for now.
    Nothing,
    /// Nothing any more.
    End,
}

impl RemoteSource {
    /// A source that the store has, and what reads it.
    pub fn new(
        (name, source_type): (&str, &'static str),
        store: Store,
        ingest: Ingest,
        remote: Arc<dyn Remote>,
        interval: Duration,
    ) -> Self {
        let backoff = Mutex::new(Backoff::new(RETRY.0, RETRY.1));
        let addresses = addresses_of(name, &store, &ingest, &remote);
        Self { name: name.to_owned(), source_type, store, ingest, remote, interval, addresses, backoff }
    }

    /// Reads the source whenever no other process does, until it is dropped or there is no such source any more.
    pub async fn follow(self, leases: Option<Leases>) {
        let Some(leases) = leases else { return self.run().await };
        let lease = format!("read {}", self.name);
        loop {
            match leases.run_exclusively(&lease, |_| self.run()).await {
                Ok(Exclusive::Done(())) => return,
                Ok(Exclusive::Elsewhere | Exclusive::Lost) => {}
                Err(error) => warn!(source = self.name, %error, "could not find out who reads the source"),
            }
            if matches!(self.wanted().await, Ok(Wanted::End)) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn run(&self) {
        let mut calls = self.ingest.calls();
        let mut addresses = self.addresses.clone().map(AddressWatch::start);
        let (mut pauses, mut not_before) = (Backoff::new(RETRY.0, RETRY.1), Instant::now());
        loop {
            calls.listen();
            match self.wanted().await {
                Ok(Wanted::News) => {
                    let has_news = addresses.as_mut().is_some_and(AddressWatch::has_news);
                    if !has_news || Instant::now() < not_before {
                        calls.heard().await;
                        continue;
                    }
                    match self.follow_addresses().await {
                        Ok(()) => pauses.reset(),
                        Err(error) => {
                            not_before = Instant::now() + pauses.pause();
                            warn!(source = self.name, %error, "files that descriptors name were not taken; they are later");
                        }
                    }
                }
                Ok(Wanted::Sync) => match self.sync().await {
                    Ok(synced) if synced.brief == 0 => self.backoff().reset(),
                    Ok(_) => {}
                    // What is wanted may still be wanted, and fail again at once.
                    Err(_) => calls.heard().await,
                },
                Ok(Wanted::Hints(hints)) => {
                    if let Err(error) = self.follow_hints(hints).await {
                        warn!(source = self.name, %error, "what was said of repositories is looked at again later");
                        calls.heard().await;
                    }
                }
                Ok(Wanted::Nothing) => calls.heard().await,
                Ok(Wanted::End) => {
                    info!(source = self.name, "no source any more");
                    return;
                }
                Err(error) => {
                    warn!(source = self.name, %error, "could not find out what is asked of the source");
                    calls.heard().await;
                }
            }
        }
    }

    async fn wanted(&self) -> Result<Wanted, StoreError> {
        let mut tx = self.store.read().await?;
        let states = tx.source_states().await?;
        let (Some(state), Some(sync)) = (states.get(&self.name), tx.remote_sync(&self.name).await?) else {
            return Ok(Wanted::End);
        };
        if state.paused_at.is_some() {
            return Ok(Wanted::Nothing);
        }
        let is_due = sync.next_at.is_none_or(|next| next <= now_ms());
        if sync.phase == WAITING && !is_due {
            // Nobody's wish changes that.
            return Ok(Wanted::Nothing);
        }
        let rests = sync.error.is_some() && !is_due;
        let hints = if rests { Vec::new() } else { tx.repository_hints(&self.name).await? };
        if !hints.is_empty() {
            return Ok(Wanted::Hints(hints));
        }
        let holds = tx.holds_of(&self.name).await?;
        let is_confirmed = !rests && holds.iter().any(|hold| hold.decision == Decision::Confirmed);
        Ok(match is_due || sync.asked > sync.served || is_confirmed {
            true => Wanted::Sync,
            false if rests => Wanted::Nothing,
            false => Wanted::News,
        })
    }

    /// Reads the repositories that somebody said have changed. One that cannot be read keeps nobody from the others: the next
    /// sync, which comes soon then, asks for it again.
    async fn follow_hints(&self, hints: Vec<RepositoryHint>) -> Result<(), RemoteError> {
        let mut again = false;
        for hint in hints {
            match self.sync_up_to(&hint.repository, hint.head.as_deref()).await {
                Ok(true) => {}
                // What the catalog has of it goes by a sync, which sees all that there is.
                Ok(false) => again |= self.row_of(&hint.repository).await?.is_some(),
                Err(error) if error.ends_all() => {
                    self.wait_after(&error).await?;
                    return Err(error);
                }
                Err(error) => {
                    warn!(source = self.name, repository = hint.repository, %error, "not read");
                    again |= error.is_brief();
                }
            }
            self.forget(&hint).await?;
        }
        if again { Ok(self.sync_soon().await?) } else { Ok(()) }
    }

    /// Has the next sync come as soon as one that failed.
    async fn sync_soon(&self) -> Result<(), StoreError> {
        let soon = now_ms() + self.retry_ms();
        let mut tx = self.store.write().await?;
        if let Some(row) = tx.remote_sync(&self.name).await? {
            let next_at = Some(row.next_at.map_or(soon, |next| next.min(soon)));
            tx.report_remote(&RemoteSyncRow { next_at, ..row }).await?;
        }
        tx.commit().await
    }

    /// Notes that nothing is to be asked for a while.
    async fn wait_after(&self, error: &RemoteError) -> Result<(), StoreError> {
        let (until, phase) = match error {
            RemoteError::Later { until, .. } => (*until, WAITING),
            _ => (now_ms() + self.retry_ms(), IDLE),
        };
        let mut tx = self.store.write().await?;
        if let Some(row) = tx.remote_sync(&self.name).await? {
            let (next_at, error) = (Some(until), Some(error.to_string()));
            tx.report_remote(&RemoteSyncRow { phase: phase.to_owned(), next_at, error, ..row }).await?;
        }
        tx.commit().await
    }

    async fn forget(&self, hint: &RepositoryHint) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        tx.drop_hint(&self.name, hint).await?;
        tx.commit().await
    }

    /// How the reading of the source goes.
    pub(super) async fn state(&self) -> Result<RemoteSyncRow, StoreError> {
        let row = self.store.read().await?.remote_sync(&self.name).await?;
        Ok(row.unwrap_or_else(|| RemoteSyncRow { source: self.name.clone(), ..RemoteSyncRow::default() }))
    }

    /// The locations of which a deletion that was held back is confirmed: they are read as if nothing were known of them.
    pub(super) async fn confirmed(&self) -> Result<Vec<String>, StoreError> {
        let holds = self.store.read().await?.holds_of(&self.name).await?;
        let confirmed = holds.into_iter().filter(|hold| hold.decision == Decision::Confirmed);
        Ok(confirmed.map(|hold| hold.location).collect())
    }

    /// After how many milliseconds what failed is tried again.
    pub(super) fn retry_ms(&self) -> i64 {
        i64::try_from(self.backoff().pause().as_millis()).unwrap_or(i64::MAX)
    }

    fn backoff(&self) -> MutexGuard<'_, Backoff> {
        self.backoff.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
