//! What follows when the configuration says something else than before.

use std::collections::BTreeSet;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ChangeOutcome;

use super::contents::Contents;
use super::plan::ClaimDiff;
use super::pushed::PUSH;
use super::settle::Settlement;
use super::{Ingest, IngestError, Moment};
use crate::clock::now_ms;
use crate::store::{AuditRow, SourceRow, SourceSettings, StoreError, Tx};

/// The name under which the store has the precedence that entities were merged by.
const PRECEDENCE: &str = "format_precedence";

/// Something that decides what entities show.
enum Setting<'a> {
    Precedence(&'a str),
    Source(&'a str, &'a SourceSettings, Option<&'a AuditRow>),
}

impl Setting<'_> {
    /// The references that may show something else by it.
    async fn touched(&self, tx: &mut Tx) -> Result<BTreeSet<EntityRef>, StoreError> {
        match self {
            Self::Precedence(_) => tx.refs_described_together().await,
            Self::Source(name, ..) => tx.refs_of_source(name).await,
        }
    }

    async fn write(&self, tx: &mut Tx) -> Result<(), StoreError> {
        match self {
            Self::Precedence(formats) => tx.put_applied_setting(PRECEDENCE, formats).await,
            Self::Source(name, settings, note) => {
                tx.configure_source(name, settings).await?;
                tx.audit(note.map(std::slice::from_ref).unwrap_or_default()).await
            }
        }
    }
}

impl Ingest {
    /// Looks again at what several formats describe, if they were believed in another order until now; work for these
    /// only.
    ///
    /// # Errors
    /// If the store fails; the catalog is as it was then.
    pub async fn apply_precedence(&self) -> Result<ChangeOutcome, IngestError> {
        let wanted = self.precedence.to_string();
        let mut tx = self.store.read().await?;
        let applied = tx.applied_setting(PRECEDENCE).await?;
        drop(tx);
        match applied {
            Some(applied) if applied == wanted => self.nothing_changed().await,
            // Nothing was merged yet, if none was applied.
            applied => self.change(&Setting::Precedence(&wanted), applied.is_some()).await,
        }
    }

    /// Makes sure that a source and its location exist, the source with what is configured of it; answers the location's
    /// id. What a source describes is looked at again if it stands differently to others now. What it may describe
    /// counts from its next sync on.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn register(&self, source: &str, source_type: &str, address: &str) -> Result<String, IngestError> {
        let mut tx = self.store.write().await?;
        let id = tx.ensure_location((source, source_type), address, None, now_ms()).await?;
        tx.commit().await?;
        self.configure(source).await?;
        Ok(id)
    }

    /// Applies what is configured of a source that the store knows, likewise. The kinds of a source that comes from outside
    /// stay those that it was made with where nothing is said of them.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn configure(&self, source: &str) -> Result<(), IngestError> {
        let Some(mut wanted) = self.sources.get(source).cloned() else { return Ok(()) };
        let mut tx = self.store.read().await?;
        let Some(SourceRow { source_type, settings: before }) = tx.source(source).await? else { return Ok(()) };
        let is_from_outside = source_type == PUSH || tx.remote_sync(source).await?.is_some();
        if is_from_outside {
            wanted.kinds = wanted.kinds.or_else(|| before.kinds.clone());
        }
        if wanted == before {
            return Ok(());
        }
        drop(tx);
        let restands = (before.priority, before.overlay) != (wanted.priority, wanted.overlay);
        self.change(&Setting::Source(source, &wanted, None), restands).await?;
        Ok(())
    }

    /// Configures a source that is there anew, as at a start, with what the audit log says of it. What it describes is
    /// looked at again where it `restands`: priority or overlay are others.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn reconfigure(
        &self,
        source: &str,
        wanted: &SourceSettings,
        restands: bool,
        note: AuditRow,
    ) -> Result<ChangeOutcome, IngestError> {
        self.change(&Setting::Source(source, wanted, Some(&note)), restands).await
    }

    /// Writes the setting and, where it `shows`, what references show by it, in one transaction.
    async fn change(&self, setting: &Setting<'_>, shows: bool) -> Result<ChangeOutcome, IngestError> {
        let mut tx = self.store.write().await?;
        setting.write(&mut tx).await?;
        if !shows {
            tx.commit().await?;
            return self.nothing_changed().await;
        }
        // From here on nobody else brings claims, so that none is missed.
        let revision = tx.next_revision().await?;
        let moment = Moment::now();
        let mut diff = ClaimDiff { touched: setting.touched(&mut tx).await?, ..ClaimDiff::default() };
        let vocabulary = tx.vocabulary().await?;
        let settlement = Settlement {
            diff: &mut diff,
            uids: None,
            precedence: &self.precedence,
            revision,
            is_blank: false,
            moment: &moment,
            vocabulary: &vocabulary,
            newcomer: None,
        };
        let outcome = settlement.decide(&mut tx, &mut Contents::Stored).await?.write(&mut tx).await?;
        if outcome.created.is_empty() && outcome.updated.is_empty() && outcome.deleted.is_empty() {
            // Nothing changed takes no revision.
            drop(tx);
            let mut tx = self.store.write().await?;
            setting.write(&mut tx).await?;
            tx.commit().await?;
            return self.nothing_changed().await;
        }
        tx.commit().await?;
        self.hint.send_replace(revision);
        Ok(outcome)
    }
}
