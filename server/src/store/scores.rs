//! Current results of scorecards, as the projection last wrote them.

use super::bulk::{bulk_delete, bulk_insert};
use super::{StoreError, Tx};

/// One scorecard's result on one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    /// The entity.
    pub uid: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// The result as JSON.
    pub result: String,
}

impl Tx {
    /// Writes results, each over the one of the same entity and scorecard.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_scores(&mut self, scores: &[ScoreRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into scores (uid, scorecard, result)",
            scores,
            |tuple, row| {
                tuple.push_bind(row.uid.clone()).push_bind(row.scorecard.clone()).push_bind(row.result.clone());
            },
            "on conflict (uid, scorecard) do update set result = excluded.result"
        );
        Ok(())
    }

    /// Removes all results of these entities.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_scores(&mut self, uids: &[String]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from scores where (uid)", uids, |tuple, uid| {
            tuple.push_bind(uid.clone());
        });
        Ok(())
    }
}
