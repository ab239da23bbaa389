//! The life of a directory source: scan, watch, re-read what changed.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::ChangeOutcome;
use tokio::sync::watch;
use tokio::time::{Instant, interval_at, timeout};
use tracing::{debug, info, warn};

use super::names::NamedDirectory;
use super::repositories::Repositories;
use super::stamps::Stamps;
use super::watch::{Changed, Watch};
use super::wish::Wish;
use crate::addresses::{AddressWatch, SourceAddresses};
use crate::backoff::Backoff;
use crate::clock::now_ms;
use crate::follow::LiveCell;
use crate::ingest::{Ingest, IngestError};

/// Where watching works: a look at every file's time and size, for what a watch can miss (network file systems).
const SAFETY_SCAN: Duration = Duration::from_secs(600);
/// A watch on one file does not see those that it leads to.
const ONE_FILE_SCAN: Duration = Duration::from_secs(30);
/// Where watching does not work.
const FALLBACK_SCAN: Duration = Duration::from_secs(15);
/// A watch waits no longer than this for what was read to be shown.
const SHOWN_WITHIN: Duration = Duration::from_secs(60);
/// The pause before a sync that failed is made again, and the longest one.
const RETRY: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(30));

/// Why a directory was not read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The root cannot be listed; what the catalog had of it stays.
    #[error("{path} cannot be read: {source}")]
    Root {
        /// The directory.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The ingestion failed.
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

/// How far a directory is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Followed {
    /// It was not read yet.
    NotYet,
    /// It was read once, well or not.
    Read,
    /// Changes are noticed from here on, and those before were looked for.
    Watched,
}

/// A directory as a source with one location.
#[derive(Debug)]
pub struct DirectorySource {
    name: String,
    pub(super) root: PathBuf,
    pub(super) location: String,
    pub(super) ingest: Ingest,
    pub(super) file_limit: u64,
    /// Who asks for files of the web that descriptors name.
    pub(super) addresses: Option<SourceAddresses>,
    /// What each file looked like when it was last read.
    pub(super) stamps: Stamps,
    /// They are of all files that the catalog has from here.
    pub(super) knows_all: bool,
    pub(super) repositories: Repositories,
    /// A deletion is held back, and somebody may confirm it.
    pub(super) holds: bool,
    /// After how long the last sync is to be made again, as it failed.
    pub(super) retry_in: Option<Duration>,
    /// The last sync did not come to its end.
    pub(super) has_failed: bool,
    backoff: Backoff,
    /// Where what is read is shown in this process.
    shown: Option<Arc<LiveCell>>,
}

impl DirectorySource {
    /// Registers the directory as a source.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn register(ingest: Ingest, directory: NamedDirectory, file_limit: u64) -> Result<Self, IngestError> {
        let location = directory.register(&ingest).await?;
        let backoff = Backoff::new(RETRY.0, RETRY.1);
        let addresses = ingest.addresses_of(&directory.name);
        let (stamps, holds, retry_in) = (Stamps::default(), false, None);
        Ok(Self {
            name: directory.name,
            root: directory.root,
            location,
            ingest,
            file_limit,
            addresses,
            stamps,
            knows_all: false,
            repositories: Repositories::default(),
            holds,
            retry_in,
            has_failed: false,
            backoff,
            shown: None,
        })
    }

    /// Says where what is read is shown: to list the tree once more waits until then.
    #[must_use]
    pub fn shown_in(self, cell: Arc<LiveCell>) -> Self {
        Self { shown: Some(cell), ..self }
    }

    /// The source's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the directory was ever read, by whatever process.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn was_synced(&self) -> Result<bool, IngestError> {
        self.ingest.was_synced(&self.location).await
    }

    /// Whether there is something to read on this machine.
    pub fn is_here(&self) -> bool {
        self.root.exists()
    }

    /// The location that the directory is.
    pub fn location(&self) -> &str {
        &self.location
    }

    /// Scans and then follows changes until it is dropped, or the directory is no source any more. While somebody has
    /// paused it, it is left alone. `followed` tells how far it is.
    pub async fn run(&mut self, followed: &watch::Sender<Followed>) {
        loop {
            if self.rests().await {
                info!(source = %self.name, "paused");
                // Nobody waits for what is left alone.
                followed.send_replace(Followed::Watched);
            }
            if !self.may_read().await || self.follow(followed).await == Wish::End {
                info!(source = %self.name, "no source any more");
                followed.send_replace(Followed::Watched);
                return;
            }
        }
    }

    /// Scans and follows until it is to rest, or to end.
    async fn follow(&mut self, followed: &watch::Sender<Followed>) -> Wish {
        // Somebody else may have followed the directory since this last did.
        (self.knows_all, self.stamps) = (false, Stamps::default());
        self.scan().await;
        followed.send_replace(Followed::Read);
        // To watch a large tree takes as long as to list it, and is neither waited for by who wants to see the catalog nor
        // in the way of that.
        self.is_shown().await;
        let watch = self.watch().await;
        let mut watch = watch
            .inspect_err(|error| warn!(root = %self.root.display(), %error, "cannot watch; scanning instead"))
            .ok();
        if watch.is_some() {
            // What changed before there was a watch.
            self.catch_up().await;
        }
        followed.send_replace(Followed::Watched);
        let mut addresses = self.addresses.clone().map(AddressWatch::start);
        loop {
            let period = match &watch {
                None => FALLBACK_SCAN,
                Some(_) if self.root.is_file() => ONE_FILE_SCAN,
                Some(_) => SAFETY_SCAN,
            };
            let period = self.retry_in.map_or(period, |retry_in| retry_in.min(period));
            let mut timer = interval_at(Instant::now() + period, period);
            let changed = match &mut watch {
                Some(running) => tokio::select! {
                    changed = running.next() => changed,
                    () = AddressWatch::told(&mut addresses) => Some(Changed::Addresses),
                    _ = timer.tick() => Some(Changed::Anything),
                    wish = self.wish() => match wish {
                        Wish::Read => self.all_anew(),
                        other => return other,
                    },
                },
                None => {
                    let changed = tokio::select! {
                        () = AddressWatch::told(&mut addresses) => Some(Changed::Addresses),
                        _ = timer.tick() => Some(Changed::Anything),
                        wish = self.wish() => match wish {
                            Wish::Read => self.all_anew(),
                            other => return other,
                        },
                    };
                    // The directory may be back, or the limit on watches raised.
                    watch = self.watch().await.ok();
                    changed
                }
            };
            match changed {
                // A part cannot tell whether what is held back is still to be, nor what a sync that failed has missed.
                Some(Changed::Places(_)) if self.holds || self.retry_in.is_some() => self.scan().await,
                Some(Changed::Places(places)) => self.reread(places).await,
                Some(Changed::Anything) => self.scan().await,
                Some(Changed::Addresses) => self.reread_addresses().await,
                None => watch = None,
            }
        }
    }

    /// Waits, but not for long, until what was read is shown.
    async fn is_shown(&self) {
        let (Some(cell), Ok(now)) = (&self.shown, self.ingest.nothing_changed().await) else { return };
        let _ = timeout(SHOWN_WITHIN, cell.wait_for(now.revision)).await;
    }

    async fn watch(&self) -> notify::Result<Watch> {
        let root = self.root.clone();
        let started = tokio::task::spawn_blocking(move || Watch::start(&root)).await;
        started.unwrap_or_else(|error| Err(notify::Error::generic(&error.to_string())))
    }

    /// Forgets what files looked like: somebody wants to have them read.
    fn all_anew(&mut self) -> Option<Changed> {
        self.forget();
        Some(Changed::Anything)
    }

    /// Forgets what was seen, so that all is looked at.
    fn forget(&mut self) {
        (self.knows_all, self.stamps) = (false, Stamps::default());
        self.repositories.clear();
    }

    pub(super) async fn scan(&mut self) {
        let started_at = now_ms();
        // Who asks from here on may mean what this scan passes by.
        let asked = self.asked().await;
        let result = self.sync_whole().await;
        self.report(started_at, result).await;
        self.answer(asked).await;
    }

    async fn catch_up(&mut self) {
        if self.holds || self.retry_in.is_some() {
            return self.scan().await;
        }
        let started_at = now_ms();
        let result = self.sync_changed().await;
        self.report(started_at, result).await;
    }

    async fn reread(&mut self, places: BTreeSet<String>) {
        let started_at = now_ms();
        let result = self.sync_places(places).await;
        self.report(started_at, result).await;
    }

    pub(super) async fn report(&mut self, started_at: i64, result: Result<ChangeOutcome, SourceError>) {
        let root = self.root.clone();
        let root = root.display();
        self.has_failed = result.is_err();
        match result {
            Ok(outcome) => {
                self.retry_in = None;
                self.backoff.reset();
                if let Some(held) = outcome.held.filter(|held| !held.discarded) {
                    warn!(%root, entities = held.entities, files = held.files, "a deletion is held back; see `sextant source`");
                }
                let (created, updated, deleted) = (outcome.created.len(), outcome.updated.len(), outcome.deleted.len());
                let renamed = outcome.renamed.len();
                let ms = now_ms() - started_at;
                if created + updated + deleted + renamed > 0 {
                    info!(%root, revision = outcome.revision, created, updated, deleted, renamed, ms, "synced");
                } else {
                    debug!(%root, revision = outcome.revision, ms, "nothing changed");
                }
            }
            Err(SourceError::Ingest(IngestError::Paused | IngestError::Removed)) => {
                self.forget();
                debug!(%root, "not synced, as it is paused or removed");
            }
            Err(SourceError::Ingest(error)) => {
                // What the watch told of this sync is not told again, so that all is looked at.
                self.forget();
                let retry_in = self.backoff.pause();
                self.retry_in = Some(retry_in);
                warn!(%root, %error, retry_ms = retry_in.as_millis(), "not synced; the catalog keeps what it had");
                self.record_failure(started_at, error.to_string()).await;
            }
            // The next scan looks whether it is back.
            Err(error @ SourceError::Root { .. }) => {
                warn!(%root, %error, "not synced; the catalog keeps what it had");
                self.record_failure(started_at, error.to_string()).await;
            }
        }
    }

    async fn record_failure(&self, started_at: i64, error: String) {
        if let Err(error) = self.ingest.fail(&self.location, started_at, error).await {
            warn!(root = %self.root.display(), %error, "the failed sync could not be recorded");
        }
    }
}
