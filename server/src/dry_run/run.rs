//! Dry runs, one at a time.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{DryRun, Problem, Push};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::problems;
use super::surroundings::Around;
use super::told::told;
use crate::follow::LiveCell;
use crate::ingest::{self, Ingest, IngestError, PUSH, Surroundings};
use crate::insights::SurveyCell;
use crate::live::Live;
use crate::sources::directory::{DirectoryFiles, NamedDirectory};
use crate::sources::push::problems::{descriptor_errors, invalid_push};
use crate::sources::push::{Given, PushedFiles, address, located};
use crate::store::{LocationRow, Store, StoreError};

/// How long to wait for other dry runs, and for the catalog to show what the store has.
const WAIT: Duration = Duration::from_secs(10);
/// So often a dry run is made when the location changes meanwhile.
const ATTEMPTS: usize = 3;

/// What is needed for dry runs. Cheap to clone.
#[derive(Clone, Debug)]
pub struct DryRuns {
    store: Store,
    ingest: Ingest,
    cell: Arc<LiveCell>,
    surveys: Arc<SurveyCell>,
    /// A dry run takes all cores for decoding and one for seconds, of a large catalog.
    turn: Arc<Semaphore>,
}

impl DryRuns {
    /// Dry runs of what `ingest` would write into `store`, compared with what `cell` shows.
    pub fn new(store: Store, ingest: Ingest, cell: Arc<LiveCell>, surveys: Arc<SurveyCell>) -> Self {
        Self { store, ingest, cell, surveys, turn: Arc::new(Semaphore::new(1)) }
    }

    /// What a push to a source would do.
    ///
    /// # Errors
    /// 400 `invalid_push`; 422 `descriptor_errors`; 503 `dry_runs_busy`, `dry_run_overtaken` or `store_unavailable`.
    pub async fn answer(&self, source: &str, push: Push) -> Result<DryRun, Problem> {
        let repository = address(push.repository.as_deref())?;
        let given = Arc::new(Given::of(push)?);
        let turn = timeout(WAIT, Arc::clone(&self.turn).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(problems::busy()) };
        let location = self.location(source, repository.as_deref()).await?;
        let new_location = location.is_none();
        for _ in 0..ATTEMPTS {
            let dry_run = match self.ingested(source, location.as_ref(), &given).await {
                Err(IngestError::Overtaken) => continue,
                other => other.map_err(problems::failed)?,
            };
            if let Some(problem) = descriptor_errors(&dry_run.diagnostics) {
                return Err(problem);
            }
            let revision = dry_run.outcome.revision;
            let is_shown = |live: &Live| live.revision() >= revision && !live.awaits_judgement();
            if timeout(WAIT, self.cell.wait_until(is_shown)).await.is_err() {
                break;
            }
            let live = self.cell.load();
            if is_of(&live, &dry_run) {
                let id = location.as_ref().map(|row| row.id.clone()).unwrap_or_default();
                return Ok(self.told(turn, live, dry_run, (given, (id, new_location))).await);
            }
        }
        Err(problems::overtaken())
    }

    /// The location of a source that is meant; none where there is none yet.
    async fn location(&self, source: &str, repository: Option<&str>) -> Result<Option<LocationRow>, Problem> {
        let failed = |error: StoreError| crate::portal::unavailable(&error);
        let rows = self.store.read().await.map_err(failed)?.locations().await.map_err(failed)?;
        let mut of_source: Vec<LocationRow> = rows.into_iter().filter(|row| row.source == source).collect();
        if of_source.iter().any(|row| row.source_type == PUSH) {
            let known: Vec<(String, String)> =
                of_source.iter().map(|row| (row.id.clone(), row.address.clone())).collect();
            let found = located(source, &known, repository)?;
            return Ok(of_source.into_iter().find(|row| Some(row.id.as_str()) == found));
        }
        if of_source.len() <= 1 {
            return Ok(of_source.pop());
        }
        let Some(repository) = repository else {
            let why = format!("the source {source:?} has several locations; `repository` names the one that is meant");
            return Err(invalid_push(&why));
        };
        Ok(of_source.into_iter().find(|row| row.address == repository))
    }

    async fn ingested(
        &self,
        source: &str,
        location: Option<&LocationRow>,
        given: &Arc<Given>,
    ) -> Result<ingest::DryRun, IngestError> {
        let id = location.map(|row| row.id.as_str());
        let session = self.ingest.begin_dry_run(source, id, given.scope()).await?;
        let repositories = match id {
            Some(id) => self.store.read().await?.repositories(id).await?,
            None => Default::default(),
        };
        let (named, given) = (session.named_files(), Arc::clone(given));
        let files = given.descriptors(|path| session.has(path));
        let root = location.and_then(NamedDirectory::of_location).map(|directory| directory.root);
        let is_pushed = location.is_none_or(|row| row.source_type == PUSH);
        let around = move || -> Arc<dyn Surroundings> {
            let pushed = PushedFiles(Arc::clone(&given));
            if is_pushed {
                return Arc::new(pushed);
            }
            let directory = root.as_deref().filter(|root| root.exists());
            let is_there = |root: &Path| root.join(&given.below).exists();
            let is_known = repositories.contains(&given.below) || directory.is_some_and(is_there);
            let new_folder = !given.below.is_empty() && !is_known;
            let limit = catalog_schema::limits::Limits::local().file_bytes as u64;
            let directory = directory.map(|root| DirectoryFiles::new(root, limit));
            Arc::new(Around { given: pushed, directory, named, repositories, new_folder })
        };
        let around = tokio::task::spawn_blocking(around).await?;
        let mut session = session.among(around).asking(self.ingest.addresses_of(source), false);
        session.stage(files).await?;
        session.dry_run().await
    }

    async fn told(
        &self,
        turn: OwnedSemaphorePermit,
        live: Arc<Live>,
        dry_run: ingest::DryRun,
        (given, (location, new_location)): (Arc<Given>, (String, bool)),
    ) -> DryRun {
        let survey = self.surveys.load();
        let answered = tokio::task::spawn_blocking(move || {
            // Whoever asked may be gone: the next one waits for the end of this all the same.
            let _turn = turn;
            let files =
                given.files.iter().filter(|(_, content)| content.is_some()).map(|(path, _)| path.clone()).collect();
            told(&live, &survey, dry_run, &given.impact_of, (&location, new_location), &files)
        });
        match answered.await {
            Ok(answer) => answer,
            Err(error) => match error.try_into_panic() {
                // It goes on here, where it is caught for every request.
                Ok(panic) => std::panic::resume_unwind(panic),
                // The process ends, and this request with it.
                Err(_) => std::future::pending().await,
            },
        }
    }
}

/// Whether what is shown has what the dry run was compared with, and nothing later of what it would change.
fn is_of(live: &Live, dry_run: &ingest::DryRun) -> bool {
    let revision = dry_run.outcome.revision;
    let is_later =
        |step: &crate::store::ChangeRow| live.get(&step.entity_ref).is_some_and(|record| record.revision > revision);
    live.epoch() == dry_run.epoch && live.revision() >= revision && !dry_run.steps.iter().any(is_later)
}
