//! The end of a source: what it claims is withdrawn as if all of its files were gone, and the source goes with it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::wire::ChangeOutcome;

use super::contents::Contents;
use super::plan::ClaimDiff;
use super::settle::{Settled, Settlement};
use super::{Ingest, IngestError, Moment};
use crate::store::{AuditRow, Tx};

/// What the end of a source comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removal {
    /// The addresses of its locations.
    pub addresses: Vec<String>,
    /// References of the entities that go, in order.
    pub deleted: Vec<String>,
    /// References of the entities that another source shows from then on, with its name.
    pub taken_over: BTreeMap<String, String>,
    /// The revision of the catalog that it is of: before, or after it was done.
    pub revision: u64,
}

/// What came of the wish to remove a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removed {
    /// It is gone.
    Done(Removal),
    /// As many entities as were said would not go: nothing was done.
    Otherwise(Removal),
}

/// What a removal changes.
struct Decided {
    removal: Removal,
    diff: ClaimDiff,
    settled: Settled,
}

impl Ingest {
    /// What the removal of a source would do now. Nothing is written, nor locked.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn removal_of(&self, source: &str) -> Result<Removal, IngestError> {
        let mut tx = self.store.read().await?;
        tx.without_time_limit().await?;
        let revision = tx.head().await?.revision;
        let mut aside = Contents::Aside(HashMap::new());
        let decided = self.decide_removal(&mut tx, source, revision + 1, &mut aside).await?;
        Ok(Removal { revision, ..decided.removal })
    }

    /// Removes a source in one transaction, if that deletes as many entities as `expected`. Entities that go leave what a
    /// deletion leaves, and what others describe too is theirs from now on. `note` makes the entry of the audit log.
    ///
    /// # Errors
    /// If the store fails; nothing was done then.
    pub async fn remove(
        &self,
        source: &str,
        expected: u64,
        note: impl FnOnce(&Removal) -> AuditRow + Send,
    ) -> Result<Removed, IngestError> {
        let mut tx = self.store.write().await?;
        tx.without_time_limit().await?;
        // From here on nobody else changes anything.
        let revision = tx.next_revision().await?;
        let decided = self.decide_removal(&mut tx, source, revision, &mut Contents::Stored).await?;
        let Decided { mut removal, diff, settled } = decided;
        if removal.deleted.len() as u64 != expected {
            removal.revision = revision - 1;
            return Ok(Removed::Otherwise(removal));
        }
        tx.delete_claims(&diff.delete).await?;
        let outcome: ChangeOutcome = settled.write(&mut tx).await?;
        tx.delete_source(source).await?;
        removal.revision = outcome.revision;
        tx.audit(&[note(&removal)]).await?;
        tx.commit().await?;
        self.hint.send_replace(revision);
        self.call();
        Ok(Removed::Done(removal))
    }

    async fn decide_removal(
        &self,
        tx: &mut Tx,
        source: &str,
        revision: u64,
        contents: &mut Contents,
    ) -> Result<Decided, IngestError> {
        let locations = tx.addresses_of(source).await?;
        let mut diff = ClaimDiff::default();
        for (location, _) in &locations {
            for claim in tx.claims_of_location(location).await? {
                diff.withdraw(claim);
            }
        }
        let ids: BTreeSet<&str> = locations.iter().map(|(location, _)| location.as_str()).collect();
        let touched: Vec<_> = diff.touched.iter().cloned().collect();
        let shown = tx.entities_by_ref(&touched).await?;
        let shown: BTreeSet<_> = shown
            .into_iter()
            .filter(|row| ids.contains(row.winner.location.as_str()))
            .map(|row| row.entity_ref)
            .collect();
        let moment = Moment::now();
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
        let settled = settlement.decide(tx, contents).await?;
        let resolution = &settled.resolution;
        let kept = resolution.versions.iter().filter(|version| !version.deleted && shown.contains(&version.entity_ref));
        let removal = Removal {
            addresses: locations.into_iter().map(|(_, address)| address).collect(),
            deleted: resolution.outcome.deleted.clone(),
            taken_over: kept.map(|version| (version.entity_ref.to_string(), version.source.clone())).collect(),
            revision,
        };
        Ok(Decided { removal, diff, settled })
    }
}
