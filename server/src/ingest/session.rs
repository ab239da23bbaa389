//! One sync of one location.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use catalog_schema::companions::Companion;
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::ChangeOutcome;

use super::audited::{By, audited, report};
use super::contents::{Contents, Writing};
use super::decode::{Candidate, DECODER_VERSION, Reading, StagedFile, decode_all};
use super::plan::{ClaimDiff, plan};
use super::pushed::Pushed;
use super::scope::{Scope, is_under_any};
use super::settle::{Settled, Settlement};
use super::{Ingest, IngestError, Moment, NoSurroundings, Standing, Surroundings};
use crate::clock::now_ms;
use crate::store::{FileDiagnostics, FileRow, LocationSource, RepositoryRow, SourceSettings, SyncReport, Tx};
use crate::telemetry::{record_decoded, record_sync};

/// A file as a source read it, or why it could not.
#[derive(Debug)]
pub struct ReadFile {
    /// Relative to the location, `/`-separated.
    pub path: String,
    /// The bytes; or the problem, in which case the file's last good claims stay, marked stale.
    pub content: Result<Vec<u8>, Box<Diagnostic>>,
}

/// Files that Locations lead to are read in shares of this many.
const FOLLOWED: usize = 2_000;

/// From so many claims on, a blank catalog is indexed when all rows are there.
const MANY_CLAIMS: usize = 1_000;

impl Ingest {
    /// Starts a sync of a location.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin(&self, location: &str, scope: Scope) -> Result<Session, IngestError> {
        // The revision first: a change between the two reads is then noticed, and not passed over.
        let mut tx = self.store.read().await?;
        let policy = tx.settings_of_location(location).await?;
        let based_on = tx.location_revision(location).await?;
        drop(tx);
        let everything = BTreeSet::from([String::new()]);
        let (known, companions) = match &scope {
            Scope::Under(places) => self.known(location, places).await?,
            Scope::Whole => self.known(location, &everything).await?,
        };
        Ok(Session {
            ingest: self.clone(),
            location: location.to_owned(),
            policy: Arc::new(policy),
            scope,
            started_at: now_ms(),
            based_on,
            known,
            seen: HashSet::new(),
            unlisted: BTreeSet::new(),
            staged: Vec::new(),
            moment: None,
            actor: None,
            companions,
            surroundings: Arc::new(NoSurroundings),
            writing: Writing::default(),
            contents: Contents::Stored,
            newcomer: None,
            pushed: None,
            standing: None,
            cursor: None,
        })
    }

    /// Starts a sync, or a dry run of one, of a location that the store does not know: all that it says is new.
    pub(super) fn begin_unknown(&self, source: LocationSource, scope: Scope, contents: Contents) -> Session {
        Session {
            ingest: self.clone(),
            location: String::new(),
            policy: Arc::new(source.settings.clone()),
            scope,
            started_at: now_ms(),
            based_on: 0,
            known: HashMap::new(),
            seen: HashSet::new(),
            unlisted: BTreeSet::new(),
            staged: Vec::new(),
            moment: None,
            actor: None,
            companions: BTreeMap::new(),
            surroundings: Arc::new(NoSurroundings),
            writing: Writing::default(),
            contents,
            newcomer: Some(source),
            pushed: None,
            standing: None,
            cursor: None,
        }
    }

    /// The outcome of a look at what concerns no descriptor.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn nothing_changed(&self) -> Result<ChangeOutcome, IngestError> {
        let revision = self.store.read().await?.head().await?.revision;
        Ok(ChangeOutcome { revision, ..ChangeOutcome::default() })
    }

    /// Records that a location could not be read. What it had stays.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn fail(&self, location: &str, started_at: i64, error: String) -> Result<(), IngestError> {
        let ended_at = now_ms();
        let report =
            SyncReport { ended_at, duration_ms: ended_at - started_at, error: Some(error), ..SyncReport::default() };
        let mut tx = self.store.write().await?;
        tx.report_sync(location, &report).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// A sync under way. Nothing is visible before [`Session::finish`]; dropped before, it leaves the catalog as it was.
pub struct Session {
    pub(super) ingest: Ingest,
    pub(super) location: String,
    /// What its source may describe.
    pub(super) policy: Arc<SourceSettings>,
    pub(super) scope: Scope,
    started_at: i64,
    /// The location's revision when this began: what is compared with holds as long as it does.
    pub(super) based_on: u64,
    /// The location's files before.
    known: HashMap<String, FileRow>,
    /// Paths that the source has shown.
    seen: HashSet<String>,
    /// Places that the source could not list: nothing below them counts as gone.
    unlisted: BTreeSet<String>,
    pub(super) staged: Vec<StagedFile>,
    /// Of the commit, where what is staged comes from one.
    pub(super) moment: Option<Moment>,
    /// Who brings it, and how that is called, where it is not the source itself.
    actor: Option<(String, &'static str)>,
    /// The files that descriptors named before, by descriptor.
    pub(super) companions: BTreeMap<String, BTreeSet<String>>,
    surroundings: Arc<dyn Surroundings>,
    /// What is on its way into the store.
    pub(super) writing: Writing,
    /// Where what is staged is kept.
    pub(super) contents: Contents,
    /// The source of a location that the store does not know.
    pub(super) newcomer: Option<LocationSource>,
    /// Where it is a push: by whom, and to where.
    pub(super) pushed: Option<Pushed>,
    /// What is said of the commit, where an older one must not win.
    pub(super) standing: Option<Standing>,
    /// How far the location has been read then.
    pub(super) cursor: Option<RepositoryRow>,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("location", &self.location).field("scope", &self.scope).finish_non_exhaustive()
    }
}

impl Session {
    /// Says where the files are that descriptors name.
    #[must_use]
    pub fn among(mut self, surroundings: Arc<dyn Surroundings>) -> Self {
        self.surroundings = surroundings;
        self
    }

    /// Whether a descriptor named other files when it was last read: it may have changed without a change of its own.
    pub fn names_files(&self, path: &str) -> bool {
        self.companions.contains_key(path)
    }

    /// Says that what is staged is what a commit left behind.
    #[must_use]
    pub fn made_at(mut self, moment: Moment) -> Self {
        self.moment = Some(moment);
        self
    }

    /// Says who brings what is staged, and what the audit log calls that.
    #[must_use]
    pub(crate) fn by(mut self, actor: &str, action: &'static str) -> Self {
        self.actor = Some((actor.to_owned(), action));
        self
    }

    /// Takes in files, in any number of calls: those that differ from what is kept are decoded and their contents
    /// stored aside.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn stage(&mut self, mut files: Vec<ReadFile>) -> Result<(), IngestError> {
        let mut followed: BTreeSet<String> = BTreeSet::new();
        while !(files.is_empty() && followed.is_empty()) {
            followed.extend(self.stage_these(files).await?);
            files = self.follow(&mut followed).await?;
        }
        Ok(())
    }

    /// Takes in these files; answers the files that Locations among them say hold descriptors.
    async fn stage_these(&mut self, files: Vec<ReadFile>) -> Result<BTreeSet<String>, IngestError> {
        let mut candidates = Vec::new();
        for file in files {
            // A place that is reached in two ways counts as first seen.
            if !self.seen.insert(file.path.clone()) {
                continue;
            }
            let known = self.known.get(&file.path).cloned();
            let companions = self.companions.get(&file.path).cloned().unwrap_or_default();
            candidates.push(Candidate { file, known, companions });
        }
        if candidates.is_empty() {
            return Ok(BTreeSet::new());
        }
        let (options, surroundings) = (self.ingest.options.clone(), Arc::clone(&self.surroundings));
        let policy = Arc::clone(&self.policy);
        let decode = move || {
            decode_all(candidates, Reading { options: &options, policy: &policy, surroundings: &*surroundings })
        };
        let decoded = tokio::task::spawn_blocking(decode).await??;
        // What an unchanged Location led to is there as it was.
        let kept = |path: &String| self.known.get(path).is_some_and(|row| row.decoder == DECODER_VERSION);
        self.seen.extend(decoded.unchanged.into_iter().filter(kept));
        if decoded.files.is_empty() {
            return Ok(decoded.followed);
        }
        record_decoded(decoded.files.iter().map(|file| file.documents.len()).sum());
        match &mut self.contents {
            Contents::Aside(aside) => aside.extend(decoded.contents),
            Contents::Stored => {
                self.writing.add(&self.ingest.store, decoded.texts, decoded.contents).await?;
            }
        }
        self.staged.extend(decoded.files);
        Ok(decoded.followed)
    }

    /// Reads a share of the files that Locations lead to, as far as nobody else has shown them.
    async fn follow(&mut self, followed: &mut BTreeSet<String>) -> Result<Vec<ReadFile>, IngestError> {
        followed.retain(|path| !self.seen.contains(path));
        if followed.is_empty() {
            return Ok(Vec::new());
        }
        let rest = followed.iter().nth(FOLLOWED).cloned().map(|first| followed.split_off(&first)).unwrap_or_default();
        let followed = std::mem::replace(followed, rest);
        if self.scope != Scope::Whole {
            let (files, companions) = self.ingest.known(&self.location, &followed).await?;
            self.known.extend(files);
            self.companions.extend(companions);
        }
        let surroundings = Arc::clone(&self.surroundings);
        let read = move || {
            let read = |path: String| match surroundings.read(&path, &surroundings.repository(&path)) {
                Companion::Bytes(bytes) => Some(ReadFile { path, content: Ok(bytes.to_vec()) }),
                // The Location itself says what is wrong with its target.
                Companion::Listing(_) | Companion::Absent | Companion::Refused(_) => None,
            };
            followed.into_iter().filter_map(read).collect()
        };
        Ok(tokio::task::spawn_blocking(read).await?)
    }

    /// Whether the location had this file when the sync began.
    pub fn has(&self, path: &str) -> bool {
        self.known.contains_key(path)
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
    /// If the store fails, or another sync has changed the location since this one began; the catalog is as it was then.
    pub async fn finish(self) -> Result<ChangeOutcome, IngestError> {
        Ok(self.finish_and_tell().await?.0)
    }

    /// The same; of a push also says what is wrong with claims of its files beside others.
    pub(super) async fn finish_and_tell(mut self) -> Result<(ChangeOutcome, Vec<Diagnostic>), IngestError> {
        self.writing.end(&self.ingest.store).await?;
        let mut gone = self.gone();
        let mut tx = self.ingest.store.write().await?;
        self.register(&mut tx).await?;
        self.is_wanted(&mut tx).await?;
        let guarded = self.guard(&mut tx, &mut gone).await?;
        guarded.write(&mut tx, &self.location).await?;
        let changed = self.changes_something(&gone);
        let Flipped { claims, mut outcome, beside } = if changed {
            let flipped = self.flip(&mut tx, &gone).await?;
            let actor = self.actor.as_ref().map(|(actor, action)| (actor.as_str(), *action));
            let by = By { actor, moment: self.moment.as_ref(), is_replayed: self.is_replayed() };
            tx.audit_location(&audited(&self.location, &by, &flipped.outcome)).await?;
            flipped
        } else {
            self.leave(&mut tx).await?
        };
        self.take_force(&mut tx).await?;
        if let Some(cursor) = &self.cursor {
            tx.put_repository(cursor).await?;
        }
        outcome.held = guarded.held;
        let ended_at = now_ms();
        let report = report(&outcome, changed, ended_at, ended_at - self.started_at);
        tx.report_sync(&self.location, &report).await?;
        tx.commit().await?;
        if changed {
            record_sync(claims, &outcome);
            self.ingest.hint.send_replace(outcome.revision);
            if claims >= MANY_CLAIMS {
                self.ingest.store.release_memory().await;
            }
        }
        Ok((outcome, beside))
    }

    /// The files that the location had and has no more.
    pub(super) fn gone(&self) -> Vec<String> {
        self.known.keys().filter(|path| self.is_gone(path)).cloned().collect()
    }

    /// The files that may have made claims before: what was not there made none.
    pub(super) fn claimed_before(&self, gone: &[String]) -> Vec<String> {
        let staged = self.staged.iter().map(|file| &file.path).filter(|path| self.known.contains_key(*path));
        staged.chain(gone).cloned().collect()
    }

    /// What is wrong with the files that differ from what is kept, in their order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.staged.iter().flat_map(|file| file.diagnostics.iter().cloned()).collect()
    }

    pub(super) fn changes_something(&self, gone: &[String]) -> bool {
        !(self.staged.is_empty() && gone.is_empty())
    }

    fn is_gone(&self, path: &str) -> bool {
        self.scope.covers(path) && !self.seen.contains(path) && !is_under_any(path, &self.unlisted)
    }

    /// What becomes of the location's claims, and of what they are about.
    pub(super) async fn decide(
        &self,
        tx: &mut Tx,
        gone: &[String],
        revision: u64,
        contents: &mut Contents,
    ) -> Result<(ClaimDiff, Settled), IngestError> {
        let old = tx.claims_of_files(&self.location, &self.claimed_before(gone)).await?;
        let diff = plan(&self.location, old, &self.staged, revision);
        let moment = self.moment.clone().unwrap_or_else(Moment::now);
        let settlement = Settlement {
            diff: &diff,
            precedence: &self.ingest.precedence,
            revision,
            moment: &moment,
            newcomer: self.newcomer.as_ref().map(|source| (self.location.as_str(), source)),
        };
        let settled = settlement.decide(tx, contents).await?;
        Ok((diff, settled))
    }

    /// Fails if another sync has changed the location since this one began, or somebody has paused or removed its source.
    pub(super) async fn is_first(&self, tx: &mut Tx) -> Result<(), IngestError> {
        self.is_wanted(tx).await?;
        if tx.location_revision(&self.location).await? != self.based_on {
            return Err(IngestError::Overtaken);
        }
        Ok(())
    }

    async fn flip(&self, tx: &mut Tx, gone: &[String]) -> Result<Flipped, IngestError> {
        let revision = tx.next_revision().await?;
        // From here on nobody else changes anything.
        self.is_first(tx).await?;
        let (diff, settled) = self.decide(tx, gone, revision, &mut Contents::Stored).await?;
        let index_later = diff.put.len() >= MANY_CLAIMS && tx.is_blank().await?;
        if index_later {
            tx.index_later().await?;
        }
        tx.delete_claims(&diff.delete).await?;
        tx.put_claims(&diff.put).await?;
        let beside = if self.pushed.is_some() { self.derived(&settled.resolution) } else { Vec::new() };
        let outcome = settled.write(tx).await?;
        if index_later {
            tx.index_again().await?;
        }

        let of_file =
            |file: &StagedFile| FileDiagnostics { path: file.path.clone(), diagnostics: file.diagnostics.clone() };
        let mut diagnostics: Vec<FileDiagnostics> = self.staged.iter().map(of_file).collect();
        diagnostics.extend(gone.iter().map(|path| FileDiagnostics { path: path.clone(), diagnostics: Vec::new() }));
        tx.replace_file_diagnostics(&self.location, &diagnostics).await?;

        let files: Vec<FileRow> = self
            .staged
            .iter()
            .map(|file| FileRow {
                path: file.path.clone(),
                hash: file.fingerprint.clone(),
                decoder: DECODER_VERSION,
                descriptor: file.descriptor,
            })
            .collect();
        tx.put_files(&self.location, &files).await?;
        let mut named: Vec<(String, BTreeSet<String>)> =
            self.staged.iter().map(|file| (file.path.clone(), file.companions.clone())).collect();
        named.extend(gone.iter().map(|path| (path.clone(), BTreeSet::new())));
        // Nearly no descriptor names any: only what was or is there is written.
        named.retain(|(path, companions)| !companions.is_empty() || self.companions.contains_key(path));
        tx.replace_companions(&self.location, &named).await?;
        tx.delete_files(&self.location, gone).await?;
        tx.touch_location(&self.location, revision).await?;
        Ok(Flipped { claims: diff.put.len() + diff.delete.len(), outcome, beside })
    }
}

/// What became of a sync.
#[derive(Debug, Default)]
pub(super) struct Flipped {
    /// How many claims were written or withdrawn.
    pub(super) claims: usize,
    /// What that changed.
    pub(super) outcome: ChangeOutcome,
    /// Of a push: what is wrong with claims of its files beside others.
    pub(super) beside: Vec<Diagnostic>,
}
