//! What follows when formats are believed in another order than before.

use std::collections::BTreeSet;

use catalog_schema::wire::ChangeOutcome;

use super::settle::Settlement;
use super::{Ingest, IngestError, Moment};

/// The name under which the store has the precedence that entities were merged by.
const SETTING: &str = "format_precedence";

impl Ingest {
    /// Looks again at what several formats describe, if they were believed in another order until now; work for these
    /// only.
    ///
    /// # Errors
    /// If the store fails; the catalog is as it was then.
    pub async fn apply_precedence(&self) -> Result<ChangeOutcome, IngestError> {
        let wanted = self.precedence.to_string();
        let applied = self.store.read().await?.applied_setting(SETTING).await?;
        if applied.as_ref() == Some(&wanted) {
            return self.nothing_changed().await;
        }
        let mut tx = self.store.write().await?;
        let revision = tx.next_revision().await?;
        let touched: BTreeSet<_> = match applied {
            Some(_) => tx.refs_described_together().await?.into_iter().collect(),
            // Nothing was merged yet.
            None => BTreeSet::new(),
        };
        let moment = Moment::now();
        let settlement = Settlement {
            touched: &touched,
            gone: &[],
            renames: &[],
            precedence: &self.precedence,
            revision,
            moment: &moment,
        };
        let outcome = settlement.write(&mut tx).await?;
        let changed = !outcome.updated.is_empty();
        if !changed {
            // Nothing changed takes no revision.
            drop(tx);
            tx = self.store.write().await?;
        }
        tx.put_applied_setting(SETTING, &wanted).await?;
        tx.commit().await?;
        if !changed {
            return self.nothing_changed().await;
        }
        self.hint.send_replace(revision);
        Ok(outcome)
    }
}
