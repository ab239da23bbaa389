//! One sync of one location.

use std::collections::{BTreeSet, HashMap, HashSet};

use catalog_schema::decode::DecodeOptions;
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::ChangeOutcome;
use tokio::sync::watch;

use super::decode::{DECODER_VERSION, HashedFile, StagedFile, decode_all};
use super::plan::plan;
use super::resolve::{Known, resolve};
use super::{IngestError, now_ms};
use crate::store::{FileDiagnostics, FileRow, Store, SyncReport};

/// The way into the catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ingest {
    store: Store,
    options: DecodeOptions,
    /// Tells followers of the log that there is something new; only a hint, they also look by themselves.
    hint: watch::Sender<u64>,
}

/// A file as a source read it, or why it could not.
#[derive(Debug)]
pub struct ReadFile {
    /// Relative to the location, `/`-separated.
    pub path: String,
    /// The bytes; or the problem, in which case the file's last good claims stay, marked stale.
    pub content: Result<Vec<u8>, Box<Diagnostic>>,
}

/// Which part of a location a sync has looked at. What it looked at and did not find is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Whole,
    /// These files and everything below these directories.
    Under(BTreeSet<String>),
}

/// Up to so many places are looked up one by one; beyond, the location's whole list is cheaper.
const PLACES_LOOKED_UP: usize = 64;

impl Scope {
    fn covers(&self, path: &str) -> bool {
        match self {
            Self::Whole => true,
            Self::Under(places) => is_under_any(path, places),
        }
    }
}

/// Whether `path` is one of `places` or lies below one; the empty place is everything.
fn is_under_any(path: &str, places: &BTreeSet<String>) -> bool {
    let ancestors = path.match_indices('/').map(|(end, _)| &path[..end]);
    !places.is_empty() && ancestors.chain([path, ""]).any(|place| places.contains(place))
}

impl Ingest {
    /// An ingestion into `store`; `hint` hears the revision of each change.
    pub fn new(store: Store, options: DecodeOptions, hint: watch::Sender<u64>) -> Self {
        Self { store, options, hint }
    }

    /// Makes sure that a source and its location exist; answers the location's id.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn register(&self, source: &str, source_type: &str, address: &str) -> Result<String, IngestError> {
        let mut tx = self.store.write().await?;
        let id = tx.ensure_location(source, source_type, address, now_ms()).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Starts a sync of a location.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin(&self, location: &str, scope: Scope) -> Result<Session, IngestError> {
        let mut tx = self.store.read().await?;
        let mut known = HashMap::new();
        match &scope {
            Scope::Under(places) if places.len() <= PLACES_LOOKED_UP && !places.contains("") => {
                for place in places {
                    known.extend(tx.files_under(location, place).await?.into_iter().map(|row| (row.path.clone(), row)));
                }
            }
            Scope::Under(_) | Scope::Whole => {
                known.extend(tx.files(location).await?.into_iter().map(|row| (row.path.clone(), row)));
            }
        }
        drop(tx);
        Ok(Session {
            ingest: self.clone(),
            location: location.to_owned(),
            scope,
            started_at: now_ms(),
            known,
            seen: HashSet::new(),
            unlisted: BTreeSet::new(),
            staged: Vec::new(),
        })
    }

    /// Records that a location could not be read. What it had stays.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn fail(&self, location: &str, started_at: i64, error: String) -> Result<(), IngestError> {
        let ended_at = now_ms();
        let report = SyncReport { ended_at, duration_ms: ended_at - started_at, error: Some(error) };
        let mut tx = self.store.write().await?;
        tx.report_sync(location, &report).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// A sync under way. Nothing is visible before [`Session::finish`]; dropped before, it leaves the catalog as it was.
#[derive(Debug)]
pub struct Session {
    ingest: Ingest,
    location: String,
    scope: Scope,
    started_at: i64,
    /// The location's files before.
    known: HashMap<String, FileRow>,
    /// Paths that the source has shown.
    seen: HashSet<String>,
    /// Places that the source could not list: nothing below them counts as gone.
    unlisted: BTreeSet<String>,
    staged: Vec<StagedFile>,
}

impl Session {
    /// Takes in files, in any number of calls: those that differ from what is kept are decoded and their contents
    /// stored aside.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn stage(&mut self, files: Vec<ReadFile>) -> Result<(), IngestError> {
        let mut changed = Vec::new();
        for file in files {
            // A place that is reached in two ways counts as first seen.
            if !self.seen.insert(file.path.clone()) {
                continue;
            }
            let file = HashedFile::new(file);
            let known = self.known.get(&file.file.path);
            let same = known.is_some_and(|row| row.decoder == DECODER_VERSION && row.hash == file.hash);
            if !same {
                changed.push(file);
            }
        }
        if changed.is_empty() {
            return Ok(());
        }
        let options = self.ingest.options.clone();
        let decoded = tokio::task::spawn_blocking(move || decode_all(changed, &options)).await??;
        let texts: Vec<(String, &[u8])> =
            decoded.texts.iter().map(|(hash, text)| (hash.clone(), text.as_slice())).collect();
        let mut tx = self.ingest.store.write().await?;
        tx.put_texts(&texts).await?;
        tx.put_contents(&decoded.contents).await?;
        tx.commit().await?;
        self.staged.extend(decoded.files);
        Ok(())
    }

    /// Notes a file that the source knows to be as it was when it was last staged.
    pub fn unchanged(&mut self, path: String) {
        self.seen.insert(path);
    }

    /// Notes a place that could not be listed: whatever was known below it stays.
    pub fn unlisted(&mut self, path: String) {
        self.unlisted.insert(path);
    }

    /// Makes the sync visible in one transaction: one new revision, or none if nothing changed.
    ///
    /// # Errors
    /// If the store fails; the catalog is as it was then.
    pub async fn finish(self) -> Result<ChangeOutcome, IngestError> {
        let gone: Vec<String> = self.known.keys().filter(|path| self.is_gone(path)).cloned().collect();
        let mut tx = self.ingest.store.write().await?;
        let changed = !(self.staged.is_empty() && gone.is_empty());
        let outcome = if changed {
            self.flip(&mut tx, &gone).await?
        } else {
            ChangeOutcome { revision: tx.head().await?.revision, ..ChangeOutcome::default() }
        };
        let ended_at = now_ms();
        let report = SyncReport { ended_at, duration_ms: ended_at - self.started_at, error: None };
        tx.report_sync(&self.location, &report).await?;
        tx.commit().await?;
        if changed {
            self.ingest.hint.send_replace(outcome.revision);
        }
        Ok(outcome)
    }

    fn is_gone(&self, path: &str) -> bool {
        self.scope.covers(path) && !self.seen.contains(path) && !is_under_any(path, &self.unlisted)
    }

    async fn flip(&self, tx: &mut crate::store::Tx, gone: &[String]) -> Result<ChangeOutcome, IngestError> {
        let revision = tx.next_revision().await?;
        let mut paths: Vec<String> = self.staged.iter().map(|file| file.path.clone()).collect();
        paths.extend_from_slice(gone);
        let old = tx.claims_of_files(&self.location, &paths).await?;
        let diff = plan(&self.location, old, &self.staged, revision);
        tx.delete_claims(&diff.delete).await?;
        tx.put_claims(&diff.put).await?;

        let refs: Vec<_> = diff.touched.iter().cloned().collect();
        let entities = tx.entities_by_ref(&refs).await?;
        let uids: Vec<String> = entities.iter().map(|row| row.uid.clone()).collect();
        let known = Known {
            claims: tx.claims_on(&refs).await?,
            versions: tx.current_version_rows(&uids).await?,
            entities,
            priorities: tx.location_priorities().await?.into_iter().collect(),
            sources: tx.location_sources().await?.into_iter().collect(),
        };
        let mut resolution = resolve(&diff.touched, known, revision, now_ms());
        resolution.derived.extend(diff.delete.iter().map(|key| (key.clone(), None)));
        tx.add_versions(&resolution.versions).await?;
        tx.delete_entities(&resolution.delete).await?;
        tx.put_entities(&resolution.put).await?;
        tx.add_changes(&resolution.changes).await?;

        let of_file =
            |file: &StagedFile| FileDiagnostics { path: file.path.clone(), diagnostics: file.diagnostics.clone() };
        let mut diagnostics: Vec<FileDiagnostics> = self.staged.iter().map(of_file).collect();
        diagnostics.extend(gone.iter().map(|path| FileDiagnostics { path: path.clone(), diagnostics: Vec::new() }));
        tx.replace_file_diagnostics(&self.location, &diagnostics).await?;
        tx.set_derived_diagnostics(&resolution.derived).await?;

        let files: Vec<FileRow> = self
            .staged
            .iter()
            .map(|file| FileRow {
                path: file.path.clone(),
                hash: file.hash.clone(),
                decoder: DECODER_VERSION,
                descriptor: file.descriptor,
            })
            .collect();
        tx.put_files(&self.location, &files).await?;
        tx.delete_files(&self.location, gone).await?;
        tx.touch_location(&self.location, revision).await?;
        Ok(resolution.outcome)
    }
}
