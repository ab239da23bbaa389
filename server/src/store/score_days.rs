//! What scorecards came to day by day.

use super::bulk::bulk_insert;
use super::db::on_engine;
use super::{StoreError, Tx};

/// A scorecard over a group of entities on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreDay {
    /// The day (`2026-12-01`, UTC).
    pub day: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// By what entities were grouped.
    pub grouped: String,
    /// The group; empty for the organisation, and for what belonged to none.
    pub part: String,
    /// The counts as JSON.
    pub counts: String,
}

impl Tx {
    /// Writes down what there is not yet of days: what is written of a day stays.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_score_days(&mut self, days: &[ScoreDay]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into score_days (day, scorecard, grouped, part, counts)",
            days,
            |tuple, row| {
                tuple
                    .push_bind(row.day.clone())
                    .push_bind(row.scorecard.clone())
                    .push_bind(row.grouped.clone())
                    .push_bind(row.part.clone())
                    .push_bind(row.counts.clone());
            },
            "on conflict do nothing"
        );
        Ok(())
    }

    /// Whether anything is written down of a day.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn has_score_day(&mut self, day: &str) -> Result<bool, StoreError> {
        let found: Option<i64> = on_engine!(self, connection => {
            sqlx::query_scalar("select cast(1 as bigint) from score_days where day = $1 limit 1")
                .bind(day.to_owned())
                .fetch_optional(connection)
                .await?
        });
        Ok(found.is_some())
    }

    /// Forgets up to `limit` rows of days before `day`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_score_days(&mut self, day: &str, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from score_days where (day, scorecard, grouped, part) in
                 (select day, scorecard, grouped, part from score_days where day < $1 order by day limit $2)",
            )
            .bind(day.to_owned())
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }

    /// The days from `since` on of a scorecard over a group, the oldest first: each with its counts as JSON.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn score_days(
        &mut self,
        scorecard: &str,
        (grouped, part): (&str, &str),
        since: &str,
    ) -> Result<Vec<(String, String)>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select day, counts from score_days
                 where scorecard = $1 and grouped = $2 and part = $3 and day >= $4 order by day",
            )
            .bind(scorecard.to_owned())
            .bind(grouped.to_owned())
            .bind(part.to_owned())
            .bind(since.to_owned())
            .fetch_all(connection)
            .await?
        }))
    }
}
