//! One sync of one location.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use catalog_schema::companions::{Companion, is_address};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::vocabulary::Vocabulary;
use catalog_schema::wire::ChangeOutcome;

use super::addresses::unread_file;
use super::contents::{Contents, Writing};
use super::decode::{Candidate, DECODER_VERSION, StagedFile};
use super::first_fill::HandingOver;
use super::plan::{ClaimDiff, plan};
use super::pushed::Pushed;
use super::repositories::Repositories;
use super::scope::{Scope, is_under_any};
use super::settle::{Settled, Settlement};
use super::{Ingest, IngestError, Moment, NoSurroundings, Standing, Surroundings};
use crate::addresses::Book;
use crate::clock::now_ms;
use crate::store::{FileRow, LocationSource, RepositoryRow, SourceSettings, Tx};
use crate::telemetry::record_decoded;

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
        let vocabulary = Arc::new(tx.vocabulary().await?);
        let is_first = self.first_fill.is_some() && scope == Scope::Whole && tx.is_blank().await?;
        let source = if is_first { tx.location_sources().await?.remove(location) } else { None };
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
            vocabulary,
            scope,
            started_at: now_ms(),
            based_on,
            known,
            seen: HashSet::new(),
            lost: BTreeSet::new(),
            unlisted: BTreeSet::new(),
            staged: Vec::new(),
            moment: None,
            actor: None,
            companions,
            surroundings: Arc::new(NoSurroundings),
            book: None,
            writing: Writing::default(),
            contents: Contents::Stored,
            handing_over: source.map(|source| HandingOver::new(location, source.name)),
            fills: false,
            is_unchecked: false,
            is_large: false,
            newcomer: None,
            pushed: None,
            standing: None,
            cursor: None,
            repositories: Repositories::default(),
        })
    }

    /// Starts a sync, or a dry run of one, of a location that the store does not know: all that it says is new.
    ///
    /// # Errors
    /// If the store fails.
    pub(super) async fn begin_unknown(
        &self,
        source: LocationSource,
        scope: Scope,
        contents: Contents,
    ) -> Result<Session, IngestError> {
        let vocabulary = Arc::new(self.store.read().await?.vocabulary().await?);
        Ok(Session {
            ingest: self.clone(),
            location: String::new(),
            policy: Arc::new(source.settings.clone()),
            vocabulary,
            scope,
            started_at: now_ms(),
            based_on: 0,
            known: HashMap::new(),
            seen: HashSet::new(),
            lost: BTreeSet::new(),
            unlisted: BTreeSet::new(),
            staged: Vec::new(),
            moment: None,
            actor: None,
            companions: BTreeMap::new(),
            surroundings: Arc::new(NoSurroundings),
            book: None,
            writing: Writing::default(),
            contents,
            handing_over: None,
            fills: false,
            is_unchecked: false,
            is_large: false,
            newcomer: Some(source),
            pushed: None,
            standing: None,
            cursor: None,
            repositories: Repositories::default(),
        })
    }

    /// The outcome of a look at what concerns no descriptor.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn nothing_changed(&self) -> Result<ChangeOutcome, IngestError> {
        let revision = self.store.read().await?.head().await?.revision;
        Ok(ChangeOutcome { revision, ..ChangeOutcome::default() })
    }
}

/// A sync under way. Nothing is visible before [`Session::finish`]; dropped before, it leaves the catalog as it was.
pub struct Session {
    pub(super) ingest: Ingest,
    pub(super) location: String,
    /// What its source may describe.
    pub(super) policy: Arc<SourceSettings>,
    /// What is defined of custom fields and types.
    pub(super) vocabulary: Arc<Vocabulary>,
    pub(super) scope: Scope,
    pub(super) started_at: i64,
    /// The location's revision when this began: what is compared with holds as long as it does.
    pub(super) based_on: u64,
    /// The location's files before.
    pub(super) known: HashMap<String, FileRow>,
    /// Paths that the source has shown.
    pub(super) seen: HashSet<String>,
    /// Descriptors of the web that nothing names any more, of a location that is read in part.
    pub(super) lost: BTreeSet<String>,
    /// Places that the source could not list: nothing below them counts as gone.
    unlisted: BTreeSet<String>,
    pub(super) staged: Vec<StagedFile>,
    /// Of the commit, where what is staged comes from one.
    pub(super) moment: Option<Moment>,
    /// Who brings it, and how that is called, where it is not the source itself.
    pub(super) actor: Option<(String, &'static str)>,
    /// The files that descriptors named before, by descriptor.
    pub(super) companions: BTreeMap<String, BTreeSet<String>>,
    pub(super) surroundings: Arc<dyn Surroundings>,
    /// Files of the web that descriptors name; none where nobody asks for any.
    pub(super) book: Option<Arc<Book>>,
    /// What is on its way into the store.
    pub(super) writing: Writing,
    /// Where what is staged is kept.
    pub(super) contents: Contents,
    /// Where it may fill a blank catalog.
    pub(super) handing_over: Option<HandingOver>,
    /// It is what fills a blank catalog.
    pub(super) fills: bool,
    /// Its transaction does not look up what its rows refer to.
    pub(super) is_unchecked: bool,
    /// It changes so much that the store is to be tidied up after it.
    pub(super) is_large: bool,
    /// The source of a location that the store does not know.
    pub(super) newcomer: Option<LocationSource>,
    /// Where it is a push: by whom, and to where.
    pub(super) pushed: Option<Pushed>,
    /// What is said of the commit, where an older one must not win.
    pub(super) standing: Option<Standing>,
    /// How far the location has been read then.
    pub(super) cursor: Option<RepositoryRow>,
    pub(super) repositories: Repositories,
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

    /// The files that a descriptor named when it was last read, before this sync; none where it named none. One that names
    /// some may have changed without a change of its own.
    pub fn named_before(&self, path: &str) -> Option<&BTreeSet<String>> {
        self.companions.get(path)
    }

    /// The files that each descriptor names, as far as is known by now.
    pub fn named(&self) -> HashMap<&String, &BTreeSet<String>> {
        let staged = self.staged.iter().map(|file| (&file.path, &file.companions));
        self.companions.iter().chain(staged).collect()
    }

    /// Says that what is staged is what a commit left behind.
    #[must_use]
    pub fn made_at(mut self, moment: Moment) -> Self {
        // Its versions tell more than when they were made.
        self.handing_over = None;
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
        let mut depth = 0;
        while !(files.is_empty() && followed.is_empty()) {
            depth += usize::from(files.iter().any(|file| is_address(&file.path)));
            self.book.iter().for_each(|book| book.deep(depth));
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
        let mut decoded = self.decode(candidates).await?;
        self.knows_addresses(&decoded.unchanged).await?;
        // What an unchanged Location led to is there as it was, and may lead on to what is not.
        let kept = |path: &String| self.known.get(path).is_some_and(|row| row.decoder == DECODER_VERSION);
        // A file of the location goes by its path, also where it is named by its address.
        let own = |path: String| self.surroundings.own(&path).unwrap_or(path);
        decoded.followed = std::mem::take(&mut decoded.followed).into_iter().map(own).collect();
        decoded.followed.extend(decoded.unchanged.into_iter().map(own).filter(kept));
        if decoded.files.is_empty() {
            return Ok(decoded.followed);
        }
        record_decoded(decoded.files.iter().map(|file| file.documents.len()).sum());
        if let Some(handing_over) = self.handing_over.take() {
            self.handing_over = handing_over.take(&self.ingest, decoded.entities).await?;
        }
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
        let surroundings = self.with_addresses();
        if let Some(book) = &self.book {
            book.load(followed.iter().filter(|path| is_address(path)).cloned().collect()).await?;
        }
        let read = move || {
            let read = |path: String| {
                let companion = match is_address(&path) {
                    true => surroundings.address(&path),
                    false => surroundings.read(&path, &surroundings.repository(&path)),
                };
                match companion {
                    // What it described stays.
                    Companion::Unread(unread) if unread.kept.is_none() => Some(unread_file(path, &unread)),
                    // Of others the Location itself says what is wrong with its target.
                    companion => companion.bytes().map(|bytes| ReadFile { path, content: Ok(bytes.to_vec()) }),
                }
            };
            followed.into_iter().filter_map(read).collect()
        };
        let mut files: Vec<ReadFile> = tokio::task::spawn_blocking(read).await?;
        files.retain(|file| file.content.is_ok() || self.known.contains_key(&file.path));
        Ok(files)
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

    /// The files that the location had and has no more.
    pub(super) fn gone(&self) -> Vec<String> {
        self.known.keys().filter(|path| self.is_gone(path) || self.lost.contains(*path)).cloned().collect()
    }

    /// The files that may have made claims before: what was not there made none.
    pub(super) fn claimed_before(&self, gone: &[String]) -> Vec<String> {
        let staged = self.staged.iter().map(|file| &file.path).filter(|path| self.known.contains_key(*path));
        staged.chain(gone).cloned().collect()
    }

    /// What is wrong with the files that differ from what is kept, in their order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let of_file = |file: &StagedFile| {
            let misfits = file.misfits.iter().map(|(_, found)| found.clone());
            file.diagnostics.iter().cloned().chain(misfits).collect::<Vec<_>>()
        };
        self.staged.iter().flat_map(of_file).collect()
    }

    pub(super) fn changes_something(&self, gone: &[String]) -> bool {
        !(self.staged.is_empty() && gone.is_empty())
    }

    fn is_gone(&self, path: &str) -> bool {
        self.scope.covers(path) && !self.seen.contains(path) && !is_under_any(path, &self.unlisted)
    }

    /// What becomes of the location's claims.
    pub(super) async fn plan(&self, tx: &mut Tx, gone: &[String], revision: u64) -> Result<ClaimDiff, IngestError> {
        let old = tx.claims_of_files(&self.location, &self.claimed_before(gone)).await?;
        Ok(plan(&self.location, old, &self.staged, revision))
    }

    /// What that makes of what they are about, in a revision of a catalog that was blank before or was not.
    pub(super) async fn settle(
        &self,
        tx: &mut Tx,
        diff: &mut ClaimDiff,
        (revision, is_blank): (u64, bool),
        contents: &mut Contents,
    ) -> Result<Settled, IngestError> {
        let moment = self.moment.clone().unwrap_or_else(Moment::now);
        let uids = self.handing_over.as_ref().map(HandingOver::uids);
        let settlement = Settlement {
            diff,
            uids,
            precedence: &self.ingest.precedence,
            revision,
            is_blank,
            moment: &moment,
            vocabulary: &self.vocabulary,
            newcomer: self.newcomer.as_ref().map(|source| (self.location.as_str(), source)),
        };
        settlement.decide(tx, contents).await
    }

    /// Fails if another sync has changed the location since this one began, somebody has defined something else, or has
    /// paused or removed its source.
    pub(super) async fn is_first(&self, tx: &mut Tx) -> Result<(), IngestError> {
        self.is_wanted(tx).await?;
        let is_other = tx.location_revision(&self.location).await? != self.based_on;
        if is_other || tx.vocabulary_revision().await? != self.vocabulary.revision {
            return Err(IngestError::Overtaken);
        }
        Ok(())
    }
}
