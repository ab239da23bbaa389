//! Pushes, each in one transaction.

use std::sync::Arc;

use catalog_schema::wire::{Problem, Push, PushOutcome};
use tracing::info;

use super::commit::commit;
use super::destination::destination;
use super::turns::Turns;
use super::{Given, PushedFiles, problems};
use crate::auth::Actor;
use crate::clock::now_ms;
use crate::ingest::{Ingest, IngestError};
use crate::store::{SourceSettings, Store};

/// So often a push is made when another process changes the location meanwhile.
const ATTEMPTS: usize = 5;

/// What is needed to take pushes. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pushes {
    store: Store,
    ingest: Ingest,
    turns: Turns,
}

impl Pushes {
    /// Pushes into `store` by `ingest`.
    pub fn new(store: Store, ingest: Ingest) -> Self {
        Self { store, ingest, turns: Turns::default() }
    }

    /// Replaces what a source has of a repository, or of a folder of it, by what is pushed: all of it or nothing. The first
    /// push makes source and location.
    ///
    /// # Errors
    /// 400 `invalid_push` or `invalid_source_name`; 409 `not_a_push_source`, `stale_push` or `other_branch`; 422
    /// `descriptor_errors`; 503 `push_overtaken` or `store_unavailable`.
    pub async fn take(&self, source: &str, mut push: Push, by: &Actor) -> Result<PushOutcome, Problem> {
        if !push.impact_of.is_empty() {
            return Err(problems::invalid_push("`impact_of` is a question, and asked with dry_run=true only"));
        }
        let repository = push.repository.take();
        let below = push.below.as_deref().unwrap_or_default().trim_end_matches('/').to_owned();
        let said = commit(&mut push, &below, now_ms())?;
        let given = Arc::new(Given::of(push)?);
        let configured = self.ingest.configured_source(source);
        let _turn = self.turns.wait(source, repository.as_deref().unwrap_or_default()).await;
        for _ in 0..ATTEMPTS {
            match self.attempt(source, repository.as_deref(), configured, &given, said.clone(), by).await {
                Err(Refusal::Overtaken) => {}
                Err(Refusal::Problem(problem)) => return Err(*problem),
                Ok(outcome) => return Ok(outcome),
            }
        }
        Err(problems::failed(IngestError::Overtaken))
    }

    async fn attempt(
        &self,
        source: &str,
        repository: Option<&str>,
        configured: Option<&SourceSettings>,
        given: &Arc<Given>,
        (standing, moment): (crate::ingest::Standing, crate::ingest::Moment),
        by: &Actor,
    ) -> Result<PushOutcome, Refusal> {
        let to = destination(&self.store, configured, source, repository, by.is_admin()).await?;
        let address = to.address.clone();
        let session = self.ingest.begin_push(to, standing, moment, by.name().to_owned()).await?;
        let files = given.descriptors(|path| session.has(path));
        let session = session.among(Arc::new(PushedFiles(Arc::clone(given))));
        // Nobody reads it again before the next push.
        let mut session = session.asking(self.ingest.addresses_of(source), true);
        session.stage(files).await?;
        let mut diagnostics = session.diagnostics();
        if let Some(problem) = problems::descriptor_errors(&diagnostics) {
            return Err(problem.into());
        }
        let (outcome, beside) = session.finish_push().await?;
        diagnostics.extend(beside);
        let (created, updated, deleted) = (outcome.created.len(), outcome.updated.len(), outcome.deleted.len());
        info!(source, address, by = by.name(), revision = outcome.revision, created, updated, deleted, "pushed");
        Ok(PushOutcome { outcome, diagnostics })
    }
}

/// Why an attempt came to nothing.
enum Refusal {
    Overtaken,
    Problem(Box<Problem>),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<IngestError> for Refusal {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Overtaken => Self::Overtaken,
            other => problems::failed(other).into(),
        }
    }
}
