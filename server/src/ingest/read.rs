//! A sync of what a source reads elsewhere: at a commit, of which an older one never wins, and up to a cursor.

use catalog_schema::limits::Limits;
use catalog_schema::wire::ChangeOutcome;

use super::scope::Scope;
use super::session::{Flipped, Session};
use super::{Ingest, IngestError, Moment, Standing};
use crate::clock::now_ms;
use crate::store::{PushRow, RepositoryRow, Tx};

impl Ingest {
    /// Starts a sync of all of a location whose files come from outside, with the limits of that. To be started before it is
    /// found out which state the location has: whoever changes it meanwhile is noticed then.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn begin_read(&self, location: &str) -> Result<Session, IngestError> {
        self.clone().limited(Limits::remote()).begin(location, Scope::Whole).await
    }

    /// Whether what is in force of a location is of a later commit of the same branch than this.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn is_overtaken_by_force(&self, location: &str, standing: &Standing) -> Result<bool, IngestError> {
        let in_force = self.store.read().await?.pushes_of(location).await?;
        Ok(standing.admitted(&in_force, standing.branch.as_deref()).is_err())
    }
}

impl Session {
    /// Says which commit is read: it takes the place of what is in force unless that is a later one.
    #[must_use]
    pub fn of_commit(mut self, standing: Standing, moment: Moment) -> Self {
        self.standing = Some(standing);
        self.moment = Some(moment);
        self
    }

    /// Says how far the location has been read when this is visible: it is noted in the same transaction.
    #[must_use]
    pub fn up_to(mut self, cursor: RepositoryRow) -> Self {
        self.cursor = Some(cursor);
        self
    }

    /// Whether it is a part of a history that somebody puts before the present.
    pub(super) fn is_replayed(&self) -> bool {
        self.standing.is_none() && self.moment.as_ref().is_some_and(Moment::is_of_a_commit)
    }

    /// Ends a sync that changes nothing.
    pub(super) async fn leave(&self, tx: &mut Tx) -> Result<Flipped, IngestError> {
        if self.standing.is_some() {
            // Nobody else may change what this was found to be the same as.
            tx.lock_head().await?;
            self.is_first(tx).await?;
        }
        let outcome = ChangeOutcome { revision: tx.head().await?.revision, ..ChangeOutcome::default() };
        Ok(Flipped { outcome, ..Flipped::default() })
    }

    /// Makes the commit the one that is in force, unless a later one is. What is pushed is of the branch that its source is
    /// said to be of, or of the first one; who reads a repository knows its branch.
    pub(super) async fn take_force(&self, tx: &mut Tx) -> Result<(), IngestError> {
        let Some(standing) = &self.standing else { return Ok(()) };
        let of_branch = if self.pushed.is_some() { &self.policy.branch } else { &standing.branch };
        standing.admitted(&tx.pushes_of(&self.location).await?, of_branch.as_deref())?;
        let Standing { below, branch, commit_id, committed_at, run_id, moved_back: _ } = standing.clone();
        let location = self.location.clone();
        tx.put_push(&PushRow { location, below, branch, commit_id, committed_at, run_id, pushed_at: now_ms() }).await?;
        Ok(())
    }
}
