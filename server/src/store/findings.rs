//! Since when findings are there, and how many were open on each day.

use std::collections::HashMap;

use super::bulk::{bulk_delete, bulk_insert};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// How many findings of a rule were open on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingDay {
    /// In UTC, such as `2027-01-31`.
    pub day: String,
    /// The rule's id.
    pub rule: String,
    /// How many.
    pub open: u64,
}

impl Tx {
    /// When each known finding was first there (milliseconds since the Unix epoch), by its id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn findings(&mut self) -> Result<HashMap<String, i64>, StoreError> {
        let rows: Vec<(String, i64)> = on_engine!(self, connection => {
            sqlx::query_as("select id, first_seen from findings").fetch_all(connection).await?
        });
        Ok(rows.into_iter().collect())
    }

    /// Remembers that these findings are there since `now`, unless they are known.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_findings(&mut self, ids: &[&str], now: i64) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into findings (id, first_seen)",
            ids,
            |tuple, id| {
                tuple.push_bind((*id).to_owned()).push_bind(now);
            },
            "on conflict do nothing"
        );
        Ok(())
    }

    /// Forgets findings that are gone: should they come back, they are new.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_findings(&mut self, ids: &[&str]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from findings where (id)", ids, |tuple, id| {
            tuple.push_bind((*id).to_owned());
        });
        Ok(())
    }

    /// Writes how many were open on days, over what was written for them before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_finding_days(&mut self, days: &[FindingDay]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into finding_days (day, rule, open)",
            days,
            |tuple, row| {
                tuple.push_bind(row.day.clone()).push_bind(row.rule.clone()).push_bind(signed(row.open));
            },
            "on conflict (day, rule) do update set open = excluded.open"
        );
        Ok(())
    }

    /// What is known of the days from `since` on, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finding_days(&mut self, since: &str) -> Result<Vec<FindingDay>, StoreError> {
        let rows: Vec<(String, String, i64)> = on_engine!(self, connection => {
            sqlx::query_as("select day, rule, open from finding_days where day >= $1 order by day, rule")
                .bind(since.to_owned())
                .fetch_all(connection)
                .await?
        });
        Ok(rows.into_iter().map(|(day, rule, open)| FindingDay { day, rule, open: unsigned(open) }).collect())
    }

    /// Drops what is known of days before `before`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_finding_days(&mut self, before: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from finding_days where day < $1").bind(before.to_owned()).execute(connection).await?;
        });
        Ok(())
    }
}
