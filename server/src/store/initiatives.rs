//! What initiatives came to day by day.

use super::bulk::bulk_insert;
use super::db::on_engine;
use super::{StoreError, Tx};

/// An initiative over a group of entities as a day began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeDayRow {
    /// The initiative's name.
    pub initiative: String,
    /// The day (`2026-12-01`, UTC).
    pub day: String,
    /// By what entities were grouped.
    pub grouped: String,
    /// The group; empty for the organisation, and for what belonged to none.
    pub part: String,
    /// The counts as JSON.
    pub counts: String,
}

/// Up to where the days of an initiative are written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeHead {
    /// The initiative's name.
    pub initiative: String,
    /// What it asked of whom, as who writes it puts it.
    pub meaning: String,
    /// The last day.
    pub day: String,
}

/// A day of an initiative over the group that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativePoint {
    /// The initiative's name.
    pub initiative: String,
    /// What the initiative asked of whom.
    pub meaning: String,
    /// The day.
    pub day: String,
    /// The counts as JSON.
    pub counts: String,
}

impl Tx {
    /// Up to where the days of each initiative are written down.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn initiative_heads(&mut self) -> Result<Vec<InitiativeHead>, StoreError> {
        let rows: Vec<(String, String, String)> = on_engine!(self, connection => {
            sqlx::query_as("select initiative, meaning, day from initiative_heads order by initiative")
                .fetch_all(connection)
                .await?
        });
        Ok(rows.into_iter().map(|(initiative, meaning, day)| InitiativeHead { initiative, meaning, day }).collect())
    }

    /// Writes down up to where the days of an initiative are written down; of another meaning, all of its days go.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn move_initiative_head(&mut self, head: &InitiativeHead) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "delete from initiative_days where initiative = $1
                 and not exists (select 1 from initiative_heads where initiative = $1 and meaning = $2)",
            )
            .bind(head.initiative.clone())
            .bind(head.meaning.clone())
            .execute(connection)
            .await?;
        });
        on_engine!(self, connection => {
            sqlx::query(
                "insert into initiative_heads (initiative, meaning, day) values ($1, $2, $3)
                 on conflict (initiative) do update set meaning = excluded.meaning, day = excluded.day",
            )
            .bind(head.initiative.clone())
            .bind(head.meaning.clone())
            .bind(head.day.clone())
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Writes down what there is not yet of days: what is written of a day stays.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_initiative_days(&mut self, rows: &[InitiativeDayRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into initiative_days (initiative, day, grouped, part, counts)",
            rows,
            |tuple, row| {
                tuple
                    .push_bind(row.initiative.clone())
                    .push_bind(row.day.clone())
                    .push_bind(row.grouped.clone())
                    .push_bind(row.part.clone())
                    .push_bind(row.counts.clone());
            },
            "on conflict do nothing"
        );
        Ok(())
    }

    /// The days from `since` on of one initiative, or of all, over a group: by initiative, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn initiative_points(
        &mut self,
        initiative: Option<&str>,
        (grouped, part): (&str, &str),
        since: &str,
    ) -> Result<Vec<InitiativePoint>, StoreError> {
        let rows: Vec<(String, String, String, String)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select days.initiative, heads.meaning, days.day, days.counts from initiative_days as days
                 join initiative_heads as heads on heads.initiative = days.initiative
                 where days.grouped = $1 and days.part = $2 and ($3 = '' or days.initiative = $3) and days.day >= $4
                 order by days.initiative, days.day",
            )
            .bind(grouped.to_owned())
            .bind(part.to_owned())
            .bind(initiative.unwrap_or_default().to_owned())
            .bind(since.to_owned())
            .fetch_all(connection)
            .await?
        });
        let point = |(initiative, meaning, day, counts)| InitiativePoint { initiative, meaning, day, counts };
        Ok(rows.into_iter().map(point).collect())
    }

    /// Forgets up to `limit` rows of days before `day`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_initiative_days(&mut self, day: &str, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from initiative_days where (initiative, day, grouped, part) in
                 (select initiative, day, grouped, part from initiative_days where day < $1 order by day limit $2)",
            )
            .bind(day.to_owned())
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
