//! How the last syncs of each location went.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, SyncReport, Tx};

/// Runs of a location that are kept.
const KEPT: i64 = 20;

/// One run, or several one after the other that came to the same nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncRunRow {
    /// The source's name.
    pub source: String,
    /// The location's address.
    pub address: String,
    /// How it went.
    pub report: SyncReport,
    /// How many it stands for.
    pub times: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    source: String,
    address: String,
    ended_at: i64,
    duration_ms: i64,
    created: i64,
    updated: i64,
    deleted: i64,
    renamed: i64,
    held: i64,
    error: Option<String>,
    revision: Option<i64>,
    times: i64,
}

impl Row {
    fn into_run(self) -> SyncRunRow {
        SyncRunRow {
            source: self.source,
            address: self.address,
            report: SyncReport {
                ended_at: self.ended_at,
                duration_ms: self.duration_ms,
                created: unsigned(self.created),
                updated: unsigned(self.updated),
                deleted: unsigned(self.deleted),
                renamed: unsigned(self.renamed),
                held: unsigned(self.held),
                error: self.error,
                revision: self.revision.map(unsigned),
            },
            times: unsigned(self.times),
        }
    }
}

impl Tx {
    /// Notes how a sync went. One that came to the same nothing as the one before takes its place, so that looking again
    /// and again pushes nothing out.
    ///
    /// # Errors
    /// If the database fails.
    pub(super) async fn note_run(&mut self, location: &str, report: &SyncReport) -> Result<(), StoreError> {
        let last: Option<(String, Option<i64>, i64, Option<String>)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select id, revision, held, error from sync_runs where location = $1 order by id desc limit 1",
            )
            .bind(location)
            .fetch_optional(&mut *connection)
            .await?
        });
        let same = last.filter(|(_, revision, held, error)| {
            report.revision.is_none()
                && revision.is_none()
                && unsigned(*held) == report.held
                && error.as_deref() == report.error.as_deref()
        });
        if let Some((id, ..)) = same {
            on_engine!(self, connection => {
                sqlx::query("update sync_runs set ended_at = $2, duration_ms = $3, times = times + 1 where id = $1")
                    .bind(id)
                    .bind(report.ended_at)
                    .bind(report.duration_ms)
                    .execute(connection)
                    .await?;
            });
            return Ok(());
        }
        on_engine!(self, connection => {
            sqlx::query(
                "insert into sync_runs (id, location, ended_at, duration_ms, created, updated, deleted, renamed, held,
                    error, revision, times) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)",
            )
            .bind(uuid::Uuid::now_v7().to_string())
            .bind(location)
            .bind(report.ended_at)
            .bind(report.duration_ms)
            .bind(signed(report.created))
            .bind(signed(report.updated))
            .bind(signed(report.deleted))
            .bind(signed(report.renamed))
            .bind(signed(report.held))
            .bind(report.error.as_deref())
            .bind(report.revision.map(signed))
            .execute(&mut *connection)
            .await?;
            sqlx::query(
                "delete from sync_runs where location = $1 and id not in
                 (select id from sync_runs where location = $1 order by id desc limit $2)",
            )
            .bind(location)
            .bind(KEPT)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// The runs that are kept of all sources, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sync_runs(&mut self) -> Result<Vec<SyncRunRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select l.source, l.address, r.ended_at, r.duration_ms, r.created, r.updated, r.deleted, r.renamed,
                    r.held, r.error, r.revision, r.times
                 from sync_runs r join locations l on l.id = r.location order by r.id desc",
            )
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(Row::into_run).collect())
    }
}
