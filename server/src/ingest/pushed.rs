//! A sync of what somebody pushes.

use std::sync::Arc;

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::limits::Limits;
use catalog_schema::wire::ChangeOutcome;

use super::contents::{Contents, Writing};
use super::scope::Scope;
use super::session::Session;
use super::{Ingest, IngestError, Moment, Standing};
use crate::clock::now_ms;
use crate::store::{LocationSource, SourceSettings, Tx};

/// The type of sources that are pushed to.
pub const PUSH: &str = "push";

/// Where a push goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The source's name.
    pub source: String,
    /// The location's address.
    pub address: String,
    /// The location's id, where the store has it.
    pub location: Option<String>,
    /// What is configured of the source, or would be of a new one.
    pub settings: SourceSettings,
}

/// A push: by whom, and to where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// Who pushes, as the audit log names it.
    pub actor: String,
    /// The address of the location, which may be a new one.
    pub(super) address: String,
}

impl Ingest {
    /// Starts a sync of what is pushed. It has the limits of what comes from outside, and nothing of it is written before
    /// the end.
    ///
    /// # Errors
    /// If the store fails, or what is in force is later or of another branch.
    pub async fn begin_push(
        &self,
        to: Destination,
        standing: Standing,
        moment: Moment,
        actor: String,
    ) -> Result<Session, IngestError> {
        let mut outside = self.clone();
        outside.options.limits = Limits::remote();
        let scope = Scope::of(&standing.below);
        let Destination { source, address, location, settings } = to;
        let mut session = match location {
            Some(location) => {
                let session = outside.begin(&location, scope).await?;
                let mut tx = self.store.read().await?;
                standing.admitted(&tx.pushes_of(&location).await?, session.policy.branch.as_deref())?;
                session
            }
            None => {
                standing.admitted(&[], settings.branch.as_deref())?;
                outside.begin_unknown(LocationSource { name: source, settings }, scope, Contents::Stored).await?
            }
        };
        session.writing = Writing::at_the_end();
        session.moment = Some(moment);
        let mut session = session.by(&actor, "push");
        session.pushed = Some(Pushed { actor, address });
        session.standing = Some(standing);
        Ok(session)
    }
}

impl Session {
    /// Makes a push visible as [`Session::finish`] does; also answers what is wrong with claims of its files beside others.
    ///
    /// # Errors
    /// If the store fails, another push has changed the location since this one began, or what is in force is later or of
    /// another branch; the catalog is as it was then.
    pub async fn finish_push(self) -> Result<(ChangeOutcome, Vec<Diagnostic>), IngestError> {
        self.finish_and_tell().await
    }

    /// Makes the source and the location of a push that the store does not know.
    pub(super) async fn register(&mut self, tx: &mut Tx) -> Result<(), IngestError> {
        let (Some(pushed), Some(LocationSource { name, settings })) = (&self.pushed, self.newcomer.take()) else {
            return Ok(());
        };
        let now = now_ms();
        tx.add_source(&name, PUSH, &settings, now).await?;
        let id = tx.ensure_location((&name, PUSH), &pushed.address, Some(&pushed.actor), now).await?;
        // Somebody else may have been faster, and have made another one of it.
        let source = tx.source(&name).await?;
        if source.is_none_or(|source| source.source_type != PUSH || source.settings != settings) {
            return Err(IngestError::Overtaken);
        }
        self.policy = Arc::new(settings);
        self.location = id;
        Ok(())
    }
}
