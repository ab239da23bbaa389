//! Sources that are elsewhere: what they read, how that goes, and what is asked of who reads them.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// A source that is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RemoteRow {
    /// Its name.
    pub name: String,
    /// Its type, such as `git`.
    pub source_type: String,
    /// What it reads and how, as JSON.
    pub remote: String,
}

/// How the reading of a source goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoteSyncRow {
    /// The source.
    pub source: String,
    /// `idle`, `discovering`, `reading` or `waiting`.
    pub phase: String,
    /// When the last sync began, milliseconds since the Unix epoch.
    pub started_at: Option<i64>,
    /// When the last one ended.
    pub ended_at: Option<i64>,
    /// When the next one begins.
    pub next_at: Option<i64>,
    /// Repositories found.
    pub found: u64,
    /// Of them, those that are done, in whatever way.
    pub done: u64,
    /// Of them, those that were as before.
    pub unchanged: u64,
    /// Of them, those that could not be read.
    pub failed: u64,
    /// Why the sync came to nothing as a whole.
    pub error: Option<String>,
    /// Requests and their limits, as JSON.
    pub budget: String,
    /// What is wrong with the list of repositories, as JSON: sentences.
    pub notices: String,
    /// How often it was asked for.
    pub asked: u64,
    /// Up to which count it has been read.
    pub served: u64,
}

/// What somebody said of a repository that has changed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RepositoryHint {
    /// The repository's id where it is.
    pub repository: String,
    /// Its head, where that was told.
    pub head: Option<String>,
    /// When that was, milliseconds since the Unix epoch.
    pub hinted_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    source: String,
    phase: String,
    started_at: Option<i64>,
    ended_at: Option<i64>,
    next_at: Option<i64>,
    found: i64,
    done: i64,
    unchanged: i64,
    failed: i64,
    error: Option<String>,
    budget: String,
    notices: String,
    asked: i64,
    served: i64,
}

impl Row {
    fn into_sync(self) -> RemoteSyncRow {
        RemoteSyncRow {
            source: self.source,
            phase: self.phase,
            started_at: self.started_at,
            ended_at: self.ended_at,
            next_at: self.next_at,
            found: unsigned(self.found),
            done: unsigned(self.done),
            unchanged: unsigned(self.unchanged),
            failed: unsigned(self.failed),
            error: self.error,
            budget: self.budget,
            notices: self.notices,
            asked: unsigned(self.asked),
            served: unsigned(self.served),
        }
    }
}

impl Tx {
    /// The sources that are elsewhere, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn remotes(&mut self) -> Result<Vec<RemoteRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as("select name, source_type, remote from sources where remote is not null order by name")
                .fetch_all(connection)
                .await?
        }))
    }

    /// Says what a source that is there reads and how, as JSON.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_remote(&mut self, name: &str, remote: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            // What is said otherwise is read at once.
            sqlx::query(
                "update remote_syncs set phase = 'idle', next_at = null, error = null where source = $1
                 and exists (select 1 from sources where name = $1 and (remote is null or remote <> $2))",
            )
            .bind(name)
            .bind(remote)
            .execute(&mut *connection)
            .await?;
            sqlx::query("update sources set remote = $2 where name = $1")
                .bind(name)
                .bind(remote)
                .execute(connection)
                .await?;
        });
        self.ensure_remote_sync(name).await
    }

    /// Makes sure that it can be noted how the reading of a source goes.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ensure_remote_sync(&mut self, name: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into remote_syncs (source, phase, found, done, unchanged, failed, budget, asked, served)
                 values ($1, 'idle', 0, 0, 0, 0, '[]', 0, 0) on conflict do nothing",
            )
            .bind(name)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// How the reading of every source goes, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn remote_syncs(&mut self) -> Result<Vec<RemoteSyncRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select source, phase, started_at, ended_at, next_at, found, done, unchanged, failed, error, budget, notices,
                    asked, served from remote_syncs order by source",
            )
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(Row::into_sync).collect())
    }

    /// How the reading of one source goes.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn remote_sync(&mut self, source: &str) -> Result<Option<RemoteSyncRow>, StoreError> {
        let row: Option<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select source, phase, started_at, ended_at, next_at, found, done, unchanged, failed, error, budget, notices,
                    asked, served from remote_syncs where source = $1",
            )
            .bind(source)
            .fetch_optional(connection)
            .await?
        });
        Ok(row.map(Row::into_sync))
    }

    /// Says how the reading of a source goes. What was asked stays as it is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn report_remote(&mut self, row: &RemoteSyncRow) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "update remote_syncs set phase = $2, started_at = $3, ended_at = $4, next_at = $5, found = $6, done = $7,
                    unchanged = $8, failed = $9, error = $10, budget = $11,
                    notices = $12, served = case when served < $13 then $13 else served end
                 where source = $1",
            )
            .bind(&row.source)
            .bind(&row.phase)
            .bind(row.started_at)
            .bind(row.ended_at)
            .bind(row.next_at)
            .bind(signed(row.found))
            .bind(signed(row.done))
            .bind(signed(row.unchanged))
            .bind(signed(row.failed))
            .bind(row.error.as_deref())
            .bind(&row.budget)
            .bind(&row.notices)
            .bind(signed(row.served))
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Notes that a repository has changed.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn hint_repository(&mut self, source: &str, hint: &RepositoryHint) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into repository_hints (source, repository, head, hinted_at) values ($1, $2, $3, $4)
                 on conflict (source, repository) do update set head = excluded.head, hinted_at = excluded.hinted_at
                 where repository_hints.hinted_at <= excluded.hinted_at",
            )
            .bind(source)
            .bind(&hint.repository)
            .bind(hint.head.as_deref())
            .bind(hint.hinted_at)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// What was said of a source's repositories, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_hints(&mut self, source: &str) -> Result<Vec<RepositoryHint>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select repository, head, hinted_at from repository_hints where source = $1
                 order by hinted_at, repository",
            )
            .bind(source)
            .fetch_all(connection)
            .await?
        }))
    }

    /// Drops what was said of a repository, unless something newer was said meanwhile.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_hint(&mut self, source: &str, hint: &RepositoryHint) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from repository_hints where source = $1 and repository = $2 and hinted_at <= $3")
                .bind(source)
                .bind(&hint.repository)
                .bind(hint.hinted_at)
                .execute(connection)
                .await?;
        });
        Ok(())
    }
}
