//! All of a source: what there is, and what of it is not as it was.

use std::time::Duration;

use catalog_schema::wire::ChangeOutcome;
use futures_util::{FutureExt as _, StreamExt as _, stream};
use tracing::{debug, info, warn};

use super::place::Place;
use super::progress::{DISCOVERING, IDLE, READING, WAITING};
use super::read::ReadOne;
use super::{Progress, RemoteError, RemoteSource};
use crate::clock::now_ms;
use crate::ingest::{DECODER_VERSION, IngestError};
use crate::store::{RemoteSyncRow, text_hash};

/// How often it is written down how far a sync has come.
const TOLD: Duration = Duration::from_secs(1);

/// What a sync came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Repositories that were found.
    pub found: u64,
    /// Of them, those that were as before.
    pub unchanged: u64,
    /// Of them, those that could not be read.
    pub failed: u64,
    /// Of these, those that may well be read when they are soon asked for again.
    pub brief: u64,
    /// Repositories that are there no more.
    pub gone: u64,
    /// Entities that came, changed, went or got another name.
    pub changes: u64,
    /// The last revision that the sync made.
    pub revision: u64,
}

impl Synced {
    fn add(&mut self, outcome: &ChangeOutcome) {
        let ChangeOutcome { created, updated, deleted, renamed, revision, .. } = outcome;
        self.changes += (created.len() + updated.len() + deleted.len() + renamed.len()) as u64;
        self.revision = self.revision.max(*revision);
    }
}

impl RemoteSource {
    /// Reads all of the source, as far as it is not as it was. What was read stays read, whatever becomes of the rest.
    ///
    /// # Errors
    /// If nothing can be said of what there is, the store fails, or the source is to be left alone.
    pub async fn sync(&self) -> Result<Synced, RemoteError> {
        let started_at = now_ms();
        let before = self.state().await?;
        // Who asks from here on may mean what this sync passes by.
        let asked = before.asked;
        let progress = Progress::default();
        progress.enter(DISCOVERING);
        let started = RemoteSyncRow { started_at: Some(started_at), next_at: None, error: None, served: 0, ..before };
        self.tell(&started, &progress).await?;
        let telling = async {
            loop {
                tokio::time::sleep(TOLD).await;
                if let Err(error) = self.tell(&started, &progress).await {
                    debug!(source = self.name, %error, "it was not noted how far the sync is");
                }
            }
        };
        let result = tokio::select! {
            result = self.sync_all(&progress) => result,
            () = telling => return Err(RemoteError::Unreachable("the sync broke off".to_owned())),
        };
        progress.enter(if matches!(result, Err(RemoteError::Later { .. })) { WAITING } else { IDLE });
        let (next_at, error) = self.afterwards(&result);
        let ended = RemoteSyncRow { ended_at: Some(now_ms()), next_at: Some(next_at), error, served: asked, ..started };
        if !result.as_ref().is_err_and(RemoteError::is_unwanted) {
            self.tell(&ended, &progress).await?;
            self.ingest.call();
        }
        self.log(&result, now_ms() - started_at);
        result
    }

    async fn sync_all(&self, progress: &Progress) -> Result<Synced, RemoteError> {
        let discovery = self.remote.discover(progress).await?;
        progress.found(discovery.repositories.len());
        for problem in &discovery.problems {
            warn!(source = self.name, problem, "not all repositories are known; none counts as gone");
        }
        let is_complete = discovery.problems.is_empty();
        progress.notice(discovery.problems);
        let places = self.places(discovery.repositories).await?;
        let read_by = self.read_by().await?;
        progress.enter(READING);
        let held = self.confirmed().await?;
        let is_held = |place: &Place| held.contains(&place.row.location);
        let (same, others): (Vec<&Place>, Vec<&Place>) =
            places.iter().partition(|place| place.is_unchanged(&read_by) && !is_held(place));
        let mut synced = Synced { found: places.len() as u64, ..Synced::default() };
        let mut unchanged: Vec<String> = same.iter().map(|place| place.row.location.clone()).collect();
        progress.unchanged(unchanged.len());
        let mut reads = Vec::with_capacity(others.len());
        for place in others {
            reads.push(self.read_noted(place, &read_by, is_held(place)).boxed());
        }
        let mut reads = stream::iter(reads).buffer_unordered(self.remote.at_once().max(1));
        // Nothing is waited for in here: the readings stand still meanwhile, and one of them may hold the database.
        while let Some((place, read)) = reads.next().await {
            match read? {
                Ok(ReadOne::Unchanged) => {
                    progress.unchanged(1);
                    unchanged.push(place.row.location.clone());
                }
                Ok(ReadOne::Read(outcome)) => {
                    progress.read();
                    synced.add(&outcome);
                }
                Ok(ReadOne::Gone(outcome)) => {
                    progress.read();
                    synced.gone += 1;
                    synced.add(&outcome);
                }
                Err(error) => {
                    progress.failed();
                    synced.failed += 1;
                    synced.brief += u64::from(error.is_brief());
                }
            }
        }
        drop(reads);
        if is_complete {
            for row in self.others(&places).await? {
                synced.gone += 1;
                synced.add(&self.withdraw(&row.location).await?);
            }
        }
        synced.unchanged = unchanged.len() as u64;
        let mut tx = self.store.write().await?;
        tx.note_unchanged(&unchanged, now_ms()).await?;
        tx.commit().await?;
        Ok(synced)
    }

    /// Reads one repository, and notes why it could not be read. The outer error is one that ends more than this reading.
    pub(super) async fn read_noted<'p>(
        &self,
        place: &'p Place,
        read_by: &str,
        anew: bool,
    ) -> (&'p Place, Result<Result<ReadOne, RemoteError>, RemoteError>) {
        let started_at = now_ms();
        let read = match self.read_one(place, read_by, anew).await {
            Ok(read) => Ok(Ok(read)),
            Err(error) if error.ends_all() => Err(error),
            Err(error) => match self.note_failure(place, started_at, &error).await {
                Ok(()) => Ok(Err(error)),
                Err(failed) => Err(failed.into()),
            },
        };
        (place, read)
    }

    /// Reads one repository that somebody says has changed; false where it is none of the source's.
    ///
    /// # Errors
    /// If it cannot be read, which is noted, or the store fails.
    pub async fn sync_one(&self, repository: &str) -> Result<bool, RemoteError> {
        self.sync_up_to(repository, None).await
    }

    /// The same where somebody says that the branch stands at `head`.
    ///
    /// # Errors
    /// As [`Self::sync_one`], and where another commit is known to be read and still told as the branch's: what was pushed is
    /// not to be seen yet.
    pub(super) async fn sync_up_to(&self, repository: &str, head: Option<&str>) -> Result<bool, RemoteError> {
        let Some(found) = self.remote.look_up(repository).await? else { return Ok(false) };
        let Some(place) = self.place_of(found).await? else { return Ok(false) };
        let (_, read) = self.read_noted(&place, &self.read_by().await?, false).await;
        match (read??, head) {
            (ReadOne::Unchanged, Some(head)) if place.row.commit_id.as_deref() != Some(head) => {
                Err(RemoteError::Unreachable(format!("{} does not stand at {head}", place.repository.name)))
            }
            _ => Ok(true),
        }
    }

    async fn note_failure(&self, place: &Place, started_at: i64, error: &RemoteError) -> Result<(), IngestError> {
        warn!(source = self.name, repository = place.repository.name, %error, "not read; the catalog keeps what it had");
        self.ingest.fail(&place.row.location, started_at, error.to_string()).await
    }

    /// What the reading of files depends on beside these. Who reads otherwise reads all anew.
    pub(super) async fn read_by(&self) -> Result<String, RemoteError> {
        let source = self.store.read().await?.source(&self.name).await?;
        let policy = source.map(|source| source.settings.policy()).unwrap_or_default();
        let options = format!("{:?}", self.ingest.decode_options());
        Ok(text_hash(format!("{DECODER_VERSION}\n{policy}\n{options}").as_bytes()))
    }

    /// When to go on after a sync, and why it came to nothing.
    fn afterwards(&self, result: &Result<Synced, RemoteError>) -> (i64, Option<String>) {
        let in_a_while = now_ms().saturating_add(i64::try_from(self.interval.as_millis()).unwrap_or(i64::MAX));
        match result {
            Ok(Synced { brief: 0, .. }) => (in_a_while, None),
            // The next sync asks for these alone.
            Ok(_) => (in_a_while.min(now_ms() + self.retry_ms()), None),
            Err(RemoteError::Later { until, why }) => (*until, Some(why.clone())),
            Err(error) => (in_a_while.min(now_ms() + self.retry_ms()), Some(error.to_string())),
        }
    }

    /// Writes down how far a sync is.
    async fn tell(&self, row: &RemoteSyncRow, progress: &Progress) -> Result<(), RemoteError> {
        let counts = progress.counts();
        let budget = serde_json::to_string(&self.remote.budget()).unwrap_or_else(|_| "[]".to_owned());
        let row = RemoteSyncRow {
            phase: progress.phase().to_owned(),
            found: counts.found,
            done: counts.done,
            unchanged: counts.unchanged,
            failed: counts.failed,
            budget,
            notices: serde_json::to_string(&progress.notices()).unwrap_or_else(|_| "[]".to_owned()),
            ..row.clone()
        };
        let mut tx = self.store.write().await?;
        tx.report_remote(&row).await?;
        tx.commit().await?;
        Ok(())
    }

    fn log(&self, result: &Result<Synced, RemoteError>, ms: i64) {
        let source = self.name.as_str();
        match result {
            Ok(Synced { found, unchanged, failed, gone, changes, revision, .. }) if *changes + *failed + *gone > 0 => {
                info!(source, found, unchanged, failed, gone, changes, revision, ms, "synced");
            }
            Ok(synced) => debug!(source, found = synced.found, ms, "nothing changed"),
            Err(error) if error.is_unwanted() => debug!(source, "not synced, as it is paused or removed"),
            Err(error) => warn!(source, %error, ms, "not synced to the end; the catalog keeps what it had"),
        }
    }
}
