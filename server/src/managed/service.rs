//! Writing and removing what the portal keeps.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::limits::Limits;
use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Problem, PushOutcome};
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::document::{check, described, path};
use super::{ADDRESS, OVERLAY, SOURCE, SOURCE_TYPE, problems};
use crate::dry_run::failed;
use crate::follow::LiveCell;
use crate::ingest::{Ingest, IngestError, Moment, Scope, Session};
use crate::portal::unavailable;
use crate::store::{PlacedClaim, SourceSettings, Store, StoreError};

/// So often a write begins anew when another process changes the location meanwhile.
pub(super) const ATTEMPTS: usize = 8;
/// How long an answer waits for the catalog to show what it changed.
const SHOWN_WITHIN: Duration = Duration::from_secs(5);

/// What is to be kept of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The descriptor: one document.
    pub text: String,
    /// It adds fields to what a file describes.
    pub overlay: bool,
    /// What has to be so for it to be written.
    pub expected: Expected,
}

/// What whoever writes an entity takes it to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Anything.
    #[default]
    Whatever,
    /// There is none yet.
    Absent,
    /// As this revision made it.
    OfRevision(u64),
}

/// Where an entity is described, as far as that matters for a change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nowhere.
    Nowhere,
    /// By the portal itself.
    Managed,
    /// By a file.
    File {
        /// The source's name.
        source: String,
        /// The file's path within its location.
        path: String,
        /// The portal adds fields to it.
        with_overlay: bool,
    },
}

impl Standing {
    /// What the claims on an entity come to.
    pub(super) fn of(claims: &[PlacedClaim]) -> Self {
        let of = |source: &str| claims.iter().any(|claim| claim.source.name == source);
        let file = claims.iter().find(|claim| claim.source.name != SOURCE && !claim.source.settings.overlay);
        match file {
            Some(file) => Self::File {
                source: file.source.name.clone(),
                path: file.claim.key.path.clone(),
                with_overlay: of(OVERLAY),
            },
            None if of(SOURCE) => Self::Managed,
            None => Self::Nowhere,
        }
    }
}

/// The entities that the portal keeps. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Managed {
    pub(super) store: Store,
    pub(super) ingest: Ingest,
    cell: Arc<LiveCell>,
    /// One write of this process at a time: they are of one location each, and would overtake each other.
    pub(super) turn: Arc<Mutex<()>>,
}

impl Managed {
    /// What `ingest` writes into `store` and `cell` shows.
    pub fn new(store: Store, ingest: Ingest, cell: Arc<LiveCell>) -> Self {
        Self { store, ingest: ingest.limited(Limits::remote()), cell, turn: Arc::default() }
    }

    /// Where an entity is described now.
    ///
    /// # Errors
    /// 503 if the store fails.
    pub async fn standing(&self, entity_ref: &EntityRef) -> Result<Standing, Problem> {
        Ok(Standing::of(&self.claims(entity_ref).await.map_err(|error| unavailable(&error))?))
    }

    /// The entity that a text describes.
    ///
    /// # Errors
    /// 400 `other_entity` where there are several; 413 `body_too_large`; 422 `descriptor_errors`.
    pub fn described(&self, text: &str) -> Result<EntityRef, Problem> {
        described(text, self.ingest.decode_options())
    }

    /// What an edit would change; nothing is written.
    ///
    /// # Errors
    /// As [`Managed::put`].
    pub async fn rehearse(&self, entity_ref: &EntityRef, edit: &Edit) -> Result<PushOutcome, Problem> {
        check(entity_ref, &edit.text, self.ingest.decode_options())?;
        let edits = [(entity_ref.clone(), edit.clone())];
        for _ in 0..ATTEMPTS {
            match self.rehearsed(&edits).await {
                Err(Stop::Overtaken) => {}
                Err(Stop::Refused(problem)) => return Err(*problem),
                Ok(outcome) => return Ok(outcome),
            }
        }
        Err(problems::overtaken())
    }

    /// Keeps what an edit says of an entity, and answers what that changed.
    ///
    /// # Errors
    /// 400 `other_entity`; 409 `described_by_file` or `nothing_to_add_to`; 412 `changed_meanwhile` or `exists_already`; 413
    /// `body_too_large`; 422 `descriptor_errors`; 503 if the store fails or others write all the time.
    pub async fn put(&self, entity_ref: &EntityRef, edit: &Edit, actor: &str) -> Result<PushOutcome, Problem> {
        check(entity_ref, &edit.text, self.ingest.decode_options())?;
        let edits = [(entity_ref.clone(), edit.clone())];
        let _turn = self.turn.lock().await;
        for _ in 0..ATTEMPTS {
            match self.written(&edits, (actor, "edit")).await {
                Err(Stop::Overtaken) => {}
                Err(Stop::Refused(problem)) => return Err(*problem),
                Ok(outcome) => return Ok(self.shown(outcome).await),
            }
        }
        Err(problems::overtaken())
    }

    /// Lets go of what the portal keeps of an entity: all of it, or the fields that it adds to a file's.
    ///
    /// # Errors
    /// 404 `not_managed`; 412 `changed_meanwhile`; 503 if the store fails or others write all the time.
    pub async fn remove(
        &self,
        entity_ref: &EntityRef,
        expected: Expected,
        actor: &str,
    ) -> Result<PushOutcome, Problem> {
        let _turn = self.turn.lock().await;
        for _ in 0..ATTEMPTS {
            match self.removed(entity_ref, expected, actor).await {
                Err(Stop::Overtaken) => {}
                Err(Stop::Refused(problem)) => return Err(*problem),
                Ok(outcome) => return Ok(self.shown(outcome).await),
            }
        }
        Err(problems::overtaken())
    }

    async fn removed(&self, entity_ref: &EntityRef, expected: Expected, actor: &str) -> Result<PushOutcome, Stop> {
        let source = match self.standing(entity_ref).await? {
            Standing::Managed => SOURCE,
            Standing::File { with_overlay: true, .. } => OVERLAY,
            Standing::File { source, path, .. } => {
                return Err(problems::not_managed(entity_ref, Some((&source, &path))).into());
            }
            Standing::Nowhere => return Err(problems::not_managed(entity_ref, None).into()),
        };
        let location = self.location(source).await?;
        let scope = Scope::Under(BTreeSet::from([path(entity_ref)]));
        let session = self.ingest.begin(&location, scope).await?;
        self.expect(&[(entity_ref, expected)]).await?;
        let outcome = by(session, (actor, "edit")).finish().await?;
        Ok(PushOutcome { outcome, diagnostics: Vec::new() })
    }

    /// Asked after the session began: whoever changes the location later overtakes that.
    pub(super) async fn expect(&self, expected: &[(&EntityRef, Expected)]) -> Result<(), Stop> {
        let asked = expected.iter().filter(|(_, expected)| *expected != Expected::Whatever);
        let refs: Vec<EntityRef> = asked.map(|(entity_ref, _)| (*entity_ref).clone()).collect();
        if refs.is_empty() {
            return Ok(());
        }
        let mut tx = self.store.read().await.map_err(IngestError::from)?;
        let rows = tx.entities_by_ref(&refs).await.map_err(IngestError::from)?;
        let revisions: HashMap<&EntityRef, u64> = rows.iter().map(|row| (&row.entity_ref, row.revision)).collect();
        for (entity_ref, expected) in expected {
            let current = revisions.get(entity_ref).copied();
            match expected {
                Expected::Absent if current.is_some() => return Err(problems::exists_already(entity_ref).into()),
                Expected::OfRevision(seen) if current != Some(*seen) => {
                    return Err(problems::changed_meanwhile(entity_ref, current).into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn claims(&self, entity_ref: &EntityRef) -> Result<Vec<PlacedClaim>, StoreError> {
        self.store.read().await?.claims_with_sources(entity_ref).await
    }

    /// The location of a source, made where there is none yet.
    pub(super) async fn location(&self, source: &str) -> Result<String, IngestError> {
        let location = self.ingest.register(source, SOURCE_TYPE, ADDRESS).await?;
        if source == OVERLAY {
            let mut tx = self.store.read().await?;
            let settings = tx.settings_of_location(&location).await?;
            drop(tx);
            if !settings.overlay {
                let mut tx = self.store.write().await?;
                tx.configure_source(source, &SourceSettings { overlay: true, ..settings }).await?;
                tx.commit().await?;
            }
        }
        Ok(location)
    }

    /// Waits until the catalog shows it, so that whoever wrote it sees it.
    pub(super) async fn shown(&self, outcome: PushOutcome) -> PushOutcome {
        // Where it takes longer the revision tells.
        let _ = timeout(SHOWN_WITHIN, self.cell.wait_for(outcome.outcome.revision)).await;
        outcome
    }
}

/// A session as what somebody did, under the name of that.
pub(super) fn by(session: Session, (actor, action): (&str, &'static str)) -> Session {
    let moment = Moment { author: Some(actor.to_owned()), ..Moment::now() };
    session.made_at(moment).by(actor, action)
}

/// Why a write went no further.
pub(super) enum Stop {
    Overtaken,
    Refused(Box<Problem>),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<IngestError> for Stop {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Overtaken => Self::Overtaken,
            error => Self::Refused(Box::new(failed(error))),
        }
    }
}
