//! What scorecards last said of each entity, as it was written down, and up to where.

use super::bulk::{bulk_insert, bulk_select};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// Up to where it is written down what scorecards say: a revision of the catalog, and how often something was written
/// without another one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutcomeHead {
    /// Of the catalog.
    pub revision: u64,
    /// 0 for what the revision itself made so; higher for what came about later without another revision.
    pub step: u64,
}

/// What a scorecard last said of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The entity's identity.
    pub uid: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// What it said and since when; how is up to who writes it.
    pub packed: String,
    /// Since when the entity is gone, or the scorecard no longer about it; milliseconds since the Unix epoch.
    pub gone_at: Option<i64>,
}

/// uid, scorecard, packed, gone_at.
type Fields = (String, String, String, Option<i64>);

fn row((uid, scorecard, packed, gone_at): Fields) -> OutcomeRow {
    OutcomeRow { uid, scorecard, packed, gone_at }
}

impl Tx {
    /// Up to where it is written down; the beginning where nothing is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outcome_head(&mut self) -> Result<OutcomeHead, StoreError> {
        let head: Option<(i64, i64)> = on_engine!(self, connection => {
            sqlx::query_as("select revision, step from outcome_head where id = 1").fetch_optional(connection).await?
        });
        let (revision, step) = head.unwrap_or_default();
        Ok(OutcomeHead { revision: unsigned(revision), step: unsigned(step) })
    }

    /// Moves it from `from` to `to`, which may be the same; false if it is not at `from` any more: somebody else has
    /// written since. Until the transaction ends nobody else can.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn move_outcome_head(&mut self, from: OutcomeHead, to: OutcomeHead) -> Result<bool, StoreError> {
        let moved: Option<i64> = on_engine!(self, connection => {
            sqlx::query_scalar(
                "insert into outcome_head (id, revision, step) values (1, $1, $2)
                 on conflict (id) do update set revision = excluded.revision, step = excluded.step
                 where outcome_head.revision = $3 and outcome_head.step = $4
                 returning id",
            )
            .bind(signed(to.revision))
            .bind(signed(to.step))
            .bind(signed(from.revision))
            .bind(signed(from.step))
            .fetch_optional(connection)
            .await?
        });
        Ok(moved.is_some())
    }

    /// What is written down of these entities.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outcomes_of(&mut self, uids: &[&str]) -> Result<Vec<OutcomeRow>, StoreError> {
        let rows = bulk_select!(
            self,
            Fields,
            "select uid, scorecard, packed, gone_at from outcomes where uid",
            uids,
            "order by uid, scorecard"
        );
        Ok(rows.into_iter().map(row).collect())
    }

    /// The last of the next `limit` entities of which something is written down, by uid, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outcomes_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(uid) from (select distinct uid from outcomes where uid > $1 order by uid limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// What is written down of the entities from `after` (not with it) to `until`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn outcomes_between(&mut self, after: &str, until: &str) -> Result<Vec<OutcomeRow>, StoreError> {
        let rows: Vec<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, scorecard, packed, gone_at from outcomes where uid > $1 and uid <= $2
                 order by uid, scorecard",
            )
            .bind(after)
            .bind(until)
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(row).collect())
    }

    /// Writes down what scorecards say, over what was written of the same entity and scorecard.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_outcomes(&mut self, rows: &[OutcomeRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into outcomes (uid, scorecard, packed, gone_at)",
            rows,
            |tuple, row| {
                tuple
                    .push_bind(row.uid.clone())
                    .push_bind(row.scorecard.clone())
                    .push_bind(row.packed.clone())
                    .push_bind(row.gone_at);
            },
            "on conflict (uid, scorecard) do update set packed = excluded.packed, gone_at = excluded.gone_at"
        );
        Ok(())
    }

    /// Forgets up to `limit` results of what is gone since before `cutoff`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_gone_outcomes(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from outcomes where (uid, scorecard) in
                 (select uid, scorecard from outcomes where gone_at < $1 limit $2)",
            )
            .bind(cutoff)
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
