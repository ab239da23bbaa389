//! The end of a sync: it becomes visible, alone or together with others.

use std::collections::BTreeSet;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::ChangeOutcome;
use tokio::sync::oneshot;

use super::audited::{By, audited, report};
use super::contents::Contents;
use super::decode::{DECODER_VERSION, StagedFile};
use super::first_fill::FirstWhole;
use super::session::Session;
use super::{IngestError, Moment};
use crate::clock::now_ms;
use crate::store::{ClaimKey, FileDiagnostics, FileRow, Misfits, RepositoryFactsRow, RepositoryRow, Tx};
use crate::telemetry::record_sync;

/// From so many claims on, a change is large: a blank catalog is indexed when all rows are there.
const MANY_CLAIMS: usize = 1_000;
/// What a sync has stored in so many milliseconds is there: only what is older is ever dropped.
const STORED_WITHIN: i64 = 3_600_000;

/// Makes syncs of several locations visible in one transaction, each as a revision of its own: all of them, or none.
/// Answers what became of each, in their order.
///
/// # Errors
/// If the store fails, or another sync has changed one of the locations since its session began; the catalog is as it was
/// then.
pub async fn finish_together(mut sessions: Vec<Session>) -> Result<Vec<ChangeOutcome>, IngestError> {
    Ok(finish_all(&mut sessions).await?.into_iter().map(|flipped| flipped.outcome).collect())
}

async fn finish_all(sessions: &mut [Session]) -> Result<Vec<Flipped>, IngestError> {
    let Some(store) = sessions.first().map(|session| session.ingest.store.clone()) else { return Ok(Vec::new()) };
    for session in &mut *sessions {
        session.writing.end(&store).await?;
        session.let_go().await?;
    }
    let tx = match sessions {
        [session] if session.may_fill() => {
            let (tx, is_unchecked) = store.write_first().await?;
            (session.fills, session.is_unchecked) = (true, is_unchecked);
            tx
        }
        _ => store.write().await?,
    };
    let ended = end_all(sessions, tx).await;
    let told = ended.map(|ended| sessions.iter().zip(ended).map(|(session, ended)| session.tell(ended)).collect());
    if sessions.iter().any(|session| session.is_large) {
        // Nobody waits for that.
        tokio::spawn(store.tidy_up());
    }
    told
}

async fn end_all(sessions: &mut [Session], mut tx: Tx) -> Result<Vec<Ended>, IngestError> {
    let mut ended = Vec::with_capacity(sessions.len());
    for session in sessions {
        ended.push(session.end(&mut tx).await?);
    }
    tx.commit().await?;
    Ok(ended)
}

impl Session {
    /// Makes the sync visible in one transaction: one new revision, or none if nothing changed.
    ///
    /// # Errors
    /// If the store fails, or another sync has changed the location since this one began; the catalog is as it was then.
    pub async fn finish(self) -> Result<ChangeOutcome, IngestError> {
        Ok(self.finish_and_tell().await?.0)
    }

    /// The same; of a push also says what is wrong with claims of its files beside others.
    pub(super) async fn finish_and_tell(mut self) -> Result<(ChangeOutcome, Vec<Diagnostic>), IngestError> {
        let flipped = finish_all(std::slice::from_mut(&mut self)).await?.pop().unwrap_or_default();
        if self.is_large {
            // To let go of very many files takes its time, which nobody waits for.
            tokio::task::spawn_blocking(move || drop(self));
        }
        Ok((flipped.outcome, flipped.beside))
    }

    /// Writes what the sync comes to. It is visible when the transaction is committed.
    async fn end(&mut self, tx: &mut Tx) -> Result<Ended, IngestError> {
        let mut gone = self.gone();
        self.register(tx).await?;
        self.is_wanted(tx).await?;
        let guarded = self.guard(tx, &mut gone).await?;
        guarded.write(tx, &self.location).await?;
        let repositories = self.changed_repositories(tx).await?;
        let changed = self.changes_something(&gone) || !repositories.is_empty();
        let mut flipped = if changed {
            let flipped = self.flip(tx, &gone, repositories).await?;
            let actor = self.actor.as_ref().map(|(actor, action)| (actor.as_str(), *action));
            let by = By { actor, moment: self.moment.as_ref(), is_replayed: self.is_replayed() };
            tx.audit_location(&audited(&self.location, &by, &flipped.outcome)).await?;
            flipped
        } else {
            self.leave(tx).await?
        };
        self.take_force(tx).await?;
        if let Some(cursor) = &self.cursor {
            // What waits for somebody is looked at again by the next sync, whatever that is about.
            let blobs = if guarded.held.is_some() { "{}".to_owned() } else { cursor.blobs.clone() };
            tx.put_repository(&RepositoryRow { blobs, ..cursor.clone() }).await?;
        }
        flipped.outcome.held = guarded.held;
        let ended_at = now_ms();
        let report = report(&flipped.outcome, changed, ended_at, ended_at - self.started_at);
        tx.report_sync(&self.location, &report).await?;
        Ok(Ended { changed, flipped })
    }

    /// Tells those who follow the catalog what was committed.
    fn tell(&self, Ended { changed, mut flipped }: Ended) -> Flipped {
        if changed {
            if let Some(committed) = flipped.handed_over.take() {
                // Where nobody waits any more, the catalog is read back.
                let _ = committed.send(());
            }
            record_sync(flipped.claims, &flipped.outcome);
            self.ingest.hint.send_replace(flipped.outcome.revision);
        }
        flipped
    }

    async fn flip(
        &mut self,
        tx: &mut Tx,
        gone: &[String],
        repositories: Vec<RepositoryFactsRow>,
    ) -> Result<Flipped, IngestError> {
        let revision = tx.next_revision().await?;
        // From here on nobody else changes anything.
        self.is_first(tx).await?;
        let is_blank = tx.is_blank().await?;
        if self.is_unchecked && !is_blank {
            return Err(IngestError::Overtaken);
        }
        // Where others share the database, somebody else may have filled it just now.
        self.fills &= is_blank;
        if self.fills {
            self.begin_filling(tx, revision).await?;
        }
        let mut diff = self.plan(tx, gone, revision).await?;
        let claims = diff.put.len() + diff.delete.len();
        self.is_large = claims >= MANY_CLAIMS;
        if self.is_large {
            tx.fold_later().await?;
        }
        tx.delete_claims(&diff.delete).await?;
        tx.put_claims(&diff.put).await?;
        let settled = self.settle(tx, &mut diff, (revision, is_blank), &mut Contents::Stored).await?;
        let handed_over = match self.handing_over.take().filter(|_| self.fills) {
            Some(handing_over) => self.end_handing_over(tx, handing_over, &settled.resolution).await?,
            None => None,
        };
        let beside = if self.pushed.is_some() { self.derived(&settled.resolution) } else { Vec::new() };
        self.write_misfits(tx, gone).await?;
        let outcome = settled.write(tx).await?;
        self.write_files(tx, gone).await?;
        self.tell_repositories(tx, repositories, revision).await?;
        tx.touch_location(&self.location, revision).await?;
        debug_assert!(!self.fills || tx.dangling().await? == 0, "all that rows refer to is there");
        Ok(Flipped { claims, outcome, beside, handed_over })
    }

    /// Leaves to later what the rows of a blank catalog need not wait for; whoever was handed its entities puts them together
    /// meanwhile.
    async fn begin_filling(&mut self, tx: &mut Tx, revision: u64) -> Result<(), IngestError> {
        tx.index_later().await?;
        let at = self.moment.get_or_insert_with(Moment::now).at;
        if let Some(handing_over) = self.handing_over.take() {
            self.handing_over = handing_over.end_pages(FirstWhole { revision, at }).await;
        }
        Ok(())
    }

    /// Writes what the staged files are, what is wrong with them and what they name, and takes back what those said that are
    /// gone.
    async fn write_files(&self, tx: &mut Tx, gone: &[String]) -> Result<(), IngestError> {
        let of_file =
            |file: &StagedFile| FileDiagnostics { path: file.path.clone(), diagnostics: file.diagnostics.clone() };
        // Of a file that is new nothing is to be taken back.
        let told =
            self.staged.iter().filter(|file| !file.diagnostics.is_empty() || self.known.contains_key(&file.path));
        let mut diagnostics: Vec<FileDiagnostics> = told.map(of_file).collect();
        diagnostics.extend(gone.iter().map(|path| FileDiagnostics { path: path.clone(), diagnostics: Vec::new() }));
        tx.replace_file_diagnostics(&self.location, &diagnostics).await?;

        let row = |file: &StagedFile| FileRow {
            path: file.path.clone(),
            hash: file.fingerprint.clone(),
            decoder: DECODER_VERSION,
            descriptor: file.descriptor,
        };
        tx.put_files(&self.location, &self.staged.iter().map(row).collect::<Vec<_>>()).await?;
        // Nearly no descriptor names any: only what was or is there is written.
        let named_before = |path: &String| self.companions.contains_key(path);
        let naming = self.staged.iter().filter(|file| !file.companions.is_empty() || named_before(&file.path));
        let mut named: Vec<(String, BTreeSet<String>)> =
            naming.map(|file| (file.path.clone(), file.companions.clone())).collect();
        named.extend(gone.iter().filter(|path| named_before(path)).map(|path| (path.clone(), BTreeSet::new())));
        tx.replace_companions(&self.location, &named, |path| self.companions.contains_key(path)).await?;
        Ok(tx.delete_files(&self.location, gone).await?)
    }

    /// Whether it may be what fills a blank catalog, with rows that refer to nothing that somebody may have dropped since.
    fn may_fill(&self) -> bool {
        let claims: usize = self.staged.iter().map(StagedFile::claims).sum();
        claims >= MANY_CLAIMS && now_ms() - self.started_at < STORED_WITHIN
    }

    /// Writes what of the staged files is otherwise than it is defined, where anything ever was.
    async fn write_misfits(&self, tx: &mut Tx, gone: &[String]) -> Result<(), IngestError> {
        if self.vocabulary.revision == 0 {
            return Ok(());
        }
        let staged = self.staged.iter().map(|file| &file.path);
        tx.drop_misfits(&self.location, &staged.chain(gone).cloned().collect::<Vec<_>>()).await?;
        let mut misfits = Misfits::default();
        for file in &self.staged {
            for of_document in file.misfits.chunk_by(|(one, _), (other, _)| one == other) {
                let Some((document, _)) = of_document.first() else { continue };
                let (location, path) = (self.location.clone(), file.path.clone());
                let found: Vec<Diagnostic> = of_document.iter().map(|(_, found)| found.clone()).collect();
                misfits.add(&ClaimKey { location, path, document: *document }, &found)?;
            }
        }
        tx.change_misfits(&Misfits::default(), &misfits).await?;
        Ok(())
    }
}

/// A sync whose rows are written.
#[derive(Debug)]
struct Ended {
    changed: bool,
    flipped: Flipped,
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
    /// To be told when it is committed.
    pub(super) handed_over: Option<oneshot::Sender<()>>,
}
