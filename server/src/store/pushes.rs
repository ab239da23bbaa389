//! Which commit is in force of what was pushed.

use super::db::on_engine;
use super::{StoreError, Tx};

/// The commit that is in force of a part of a location.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct PushRow {
    /// The location.
    pub location: String,
    /// The folder of it; empty where that is all of it.
    pub below: String,
    /// The branch, where the push said it.
    pub branch: Option<String>,
    /// The commit's id, likewise.
    pub commit_id: Option<String>,
    /// When it was made, milliseconds since the Unix epoch.
    pub committed_at: Option<i64>,
    /// The run of the pipeline that pushed it.
    pub run_id: Option<String>,
    /// When it was pushed, milliseconds since the Unix epoch.
    pub pushed_at: i64,
}

impl Tx {
    /// What is in force of a location, the last push first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pushes_of(&mut self, location: &str) -> Result<Vec<PushRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select location, below, branch, commit_id, committed_at, run_id, pushed_at from pushes
                 where location = $1 order by pushed_at desc, below",
            )
            .bind(location)
            .fetch_all(connection)
            .await?
        }))
    }

    /// What is in force of every location, by location, the last push first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pushes(&mut self) -> Result<Vec<PushRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select location, below, branch, commit_id, committed_at, run_id, pushed_at from pushes
                 order by location, pushed_at desc, below",
            )
            .fetch_all(connection)
            .await?
        }))
    }

    /// Records what is in force now, in place of what was of the same part of the location and of the parts of that.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_push(&mut self, push: &PushRow) -> Result<(), StoreError> {
        // '0' is the character after '/': the range is everything that starts with "below/".
        let (first, last) = (format!("{}/", push.below), format!("{}0", push.below));
        on_engine!(self, connection => {
            sqlx::query(
                "delete from pushes where location = $1 and (below = $2 or $2 = '' or (below > $3 and below < $4))",
            )
            .bind(&push.location)
            .bind(&push.below)
            .bind(first)
            .bind(last)
            .execute(&mut *connection)
            .await?;
            sqlx::query(
                "insert into pushes (location, below, branch, commit_id, committed_at, run_id, pushed_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(&push.location)
            .bind(&push.below)
            .bind(push.branch.as_deref())
            .bind(push.commit_id.as_deref())
            .bind(push.committed_at)
            .bind(push.run_id.as_deref())
            .bind(push.pushed_at)
            .execute(connection)
            .await?;
        });
        Ok(())
    }
}
