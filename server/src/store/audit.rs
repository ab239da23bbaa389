//! Who did what, written in the transaction in which it was done. Takes no revision.

use serde_json::Value;

use super::bulk::bulk_insert;
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// One write.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRow {
    /// A UUID of version 7: ordered by time.
    pub id: String,
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// `source:<name>`, `token:<name>`, `cli`, `first-start` or `nobody`.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// More of it, by action.
    pub detail: Value,
    /// The revision that it made.
    pub revision: Option<u64>,
}

/// What is said of a write to a location; time and id come by themselves.
#[derive(Clone, Debug)]
pub struct LocationAudit<'a> {
    /// The location.
    pub location: &'a str,
    /// Who, where it was not the source itself.
    pub actor: Option<&'a str>,
    /// What was done.
    pub action: &'a str,
    /// More of it.
    pub detail: Value,
    /// The revision that it made.
    pub revision: Option<u64>,
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only of this actor.
    pub actor: Option<String>,
    /// Only of this action.
    pub action: Option<String>,
    /// Only of this subject.
    pub subject: Option<String>,
    /// Only of subjects that begin so.
    pub subject_prefix: Option<String>,
    /// From this time on, milliseconds since the Unix epoch.
    pub since: Option<i64>,
    /// Before this time.
    pub until: Option<i64>,
}

type Row = (String, i64, String, String, String, String, Option<i64>);

impl Tx {
    /// Notes a write to a location; its subject is the location's source.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_location(&mut self, entry: &LocationAudit<'_>) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into audit (id, at, actor, action, subject, detail, revision)
                 select $1, $2, coalesce($3, 'source:' || source), $4, source, $5, $6 from locations where id = $7",
            )
            .bind(uuid::Uuid::now_v7().to_string())
            .bind(crate::clock::now_ms())
            .bind(entry.actor)
            .bind(entry.action)
            .bind(entry.detail.to_string())
            .bind(entry.revision.map(signed))
            .bind(entry.location)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Notes what was done.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit(&mut self, entries: &[AuditRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into audit (id, at, actor, action, subject, detail, revision)",
            entries,
            |tuple, entry| {
                tuple
                    .push_bind(entry.id.clone())
                    .push_bind(entry.at)
                    .push_bind(entry.actor.clone())
                    .push_bind(entry.action.clone())
                    .push_bind(entry.subject.clone())
                    .push_bind(entry.detail.to_string())
                    .push_bind(entry.revision.map(signed));
            },
            ""
        );
        Ok(())
    }

    /// Entries before `before` that the filter lets pass, the newest first; the newest of all where it is none.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit_before(
        &mut self,
        filter: &AuditFilter,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        // Every id is before this one: a hexadecimal digit is never a `g`.
        let before = before.unwrap_or("g").to_owned();
        let rows: Vec<Row> = on_engine!(self, connection => {
            let mut query = sqlx::QueryBuilder::new(
                "select id, at, actor, action, subject, detail, revision from audit where id < ",
            );
            query.push_bind(before);
            for (column, value) in
                [(" and actor = ", &filter.actor), (" and action = ", &filter.action), (" and subject = ", &filter.subject)]
            {
                if let Some(value) = value {
                    query.push(column).push_bind(value.clone());
                }
            }
            if let Some(prefix) = &filter.subject_prefix {
                // Not `like`: it has wildcards, and only one of the engines tells cases apart.
                let characters = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
                query.push(" and substr(subject, 1, cast(").push_bind(characters).push(" as integer)) = ");
                query.push_bind(prefix.clone());
            }
            if let Some(since) = filter.since {
                query.push(" and at >= ").push_bind(since);
            }
            if let Some(until) = filter.until {
                query.push(" and at < ").push_bind(until);
            }
            query.push(" order by id desc limit ").push_bind(i64::from(limit));
            query.build_query_as().fetch_all(connection).await?
        });
        let row = |(id, at, actor, action, subject, detail, revision): Row| {
            let detail = serde_json::from_str(&detail)
                .map_err(|error| StoreError::Corrupt { what: "audit entry", detail: error.to_string() })?;
            Ok(AuditRow { id, at, actor, action, subject, detail, revision: revision.map(unsigned) })
        };
        rows.into_iter().map(row).collect()
    }

    /// Drops up to `limit` entries from before `cutoff`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_audit(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query("delete from audit where id in (select id from audit where at < $1 order by at limit $2)")
                .bind(cutoff)
                .bind(i64::from(limit))
                .execute(connection)
                .await?
                .rows_affected()
        }))
    }
}
