//! What is wrong with the files of locations, as they are now.

use std::collections::HashMap;

use catalog_schema::diagnostic::{Diagnostic, Severity};
use serde::{Deserialize, Serialize};

use super::bulk::{bulk_delete, bulk_insert};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{ClaimKey, StoreError, Tx};

/// Diagnostics at this position or beyond are not the decoder's but follow from several files (a reference claimed
/// twice); they stand at this position plus the document's index.
pub const DERIVED_POSITION: u64 = 1_000_000;

/// A file's diagnostics, in the decoder's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDiagnostics {
    /// The file within its location.
    pub path: String,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A diagnostic and where it stands in the list of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticRow {
    /// The location's source.
    pub source: String,
    /// The location's id.
    pub location: String,
    /// The location's address.
    pub address: String,
    /// The file.
    pub path: String,
    /// The place in the file's list.
    pub position: u64,
    /// The problem.
    pub diagnostic: Diagnostic,
}

/// Where a diagnostic stands in the list of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticKey(
    /// The severity.
    pub Severity,
    /// The location's source.
    pub String,
    /// The location's id.
    pub String,
    /// The file.
    pub String,
    /// The place in the file's list.
    pub u64,
);

/// Which part of the list of all diagnostics.
#[derive(Clone, Debug, Default)]
pub struct DiagnosticPage {
    /// Only of this source.
    pub source: Option<String>,
    /// Only of this severity.
    pub severity: Option<String>,
    /// Only after this one.
    pub after: Option<DiagnosticKey>,
    /// At most so many.
    pub limit: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    source: String,
    location: String,
    address: String,
    path: String,
    position: i64,
    body: String,
}

/// The place of a severity in the list, as the statement for a page has it too.
fn rank(severity: Severity) -> i64 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

pub(super) fn to_json(diagnostic: &Diagnostic) -> Result<String, StoreError> {
    serde_json::to_string(diagnostic)
        .map_err(|error| StoreError::Corrupt { what: "diagnostic", detail: error.to_string() })
}

fn from_json(json: &str) -> Result<Diagnostic, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt { what: "diagnostic", detail: error.to_string() })
}

impl Tx {
    /// Replaces the decoder's diagnostics of these files.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replace_file_diagnostics(
        &mut self,
        location: &str,
        files: &[FileDiagnostics],
    ) -> Result<(), StoreError> {
        for batch in files.chunks(super::BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new("delete from diagnostics where position < ");
                query.push_bind(signed(DERIVED_POSITION)).push(" and location = ").push_bind(location.to_owned());
                query.push(" and path in (");
                let mut list = query.separated(", ");
                for file in batch {
                    list.push_bind(file.path.clone());
                }
                query.push(")");
                query.build().persistent(batch.len() == super::BATCH).execute(connection).await?;
            });
        }
        let mut rows = Vec::new();
        for file in files {
            for (position, diagnostic) in file.diagnostics.iter().enumerate() {
                rows.push((file.path.as_str(), position as u64, diagnostic.severity.as_str(), to_json(diagnostic)?));
            }
        }
        self.insert_diagnostics(location, &rows).await
    }

    async fn insert_diagnostics(
        &mut self,
        location: &str,
        rows: &[(&str, u64, &'static str, String)],
    ) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into diagnostics (location, path, position, severity, body)",
            rows,
            |tuple, row| {
                tuple
                    .push_bind(location.to_owned())
                    .push_bind(row.0.to_owned())
                    .push_bind(signed(row.1))
                    .push_bind(row.2)
                    .push_bind(row.3.clone());
            },
            ""
        );
        Ok(())
    }

    /// Sets or clears the derived diagnostic of each of these documents.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn set_derived_diagnostics(
        &mut self,
        documents: &[(ClaimKey, Option<Diagnostic>)],
    ) -> Result<(), StoreError> {
        let position = |key: &ClaimKey| signed(DERIVED_POSITION + u64::from(key.document));
        bulk_delete!(self, "delete from diagnostics where (location, path, position)", documents, |tuple, row| {
            tuple.push_bind(row.0.location.clone()).push_bind(row.0.path.clone()).push_bind(position(&row.0));
        });
        let mut rows = Vec::new();
        for (key, diagnostic) in documents {
            if let Some(diagnostic) = diagnostic {
                rows.push((key, diagnostic.severity.as_str(), to_json(diagnostic)?));
            }
        }
        bulk_insert!(
            self,
            "insert into diagnostics (location, path, position, severity, body)",
            rows,
            |tuple, row| {
                tuple
                    .push_bind(row.0.location.clone())
                    .push_bind(row.0.path.clone())
                    .push_bind(position(row.0))
                    .push_bind(row.1)
                    .push_bind(row.2.clone());
            },
            ""
        );
        Ok(())
    }

    /// What is wrong with these files, by location and path.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn diagnostics_of_files(
        &mut self,
        files: &[(String, String)],
    ) -> Result<HashMap<(String, String), Vec<Diagnostic>>, StoreError> {
        let mut of_files: HashMap<(String, String), Vec<Diagnostic>> = HashMap::new();
        for batch in files.chunks(super::BATCH) {
            let rows: Vec<(String, String, String)> = on_engine!(self, connection => {
                let mut query =
                    sqlx::QueryBuilder::new("select location, path, body from diagnostics where (location, path) in (");
                query.push_values(batch, |mut tuple, (location, path)| {
                    tuple.push_bind(location.clone()).push_bind(path.clone());
                });
                query.push(") order by location, path, position");
                query.build_query_as().persistent(batch.len() == super::BATCH).fetch_all(connection).await?
            });
            for (location, path, body) in rows {
                of_files.entry((location, path)).or_default().push(from_json(&body)?);
            }
        }
        Ok(of_files)
    }

    /// A page of all diagnostics, the worst severity first, then by source, location, path and position, and how many
    /// match in all.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn diagnostics(&mut self, page: &DiagnosticPage) -> Result<(Vec<DiagnosticRow>, u64), StoreError> {
        let source = page.source.clone().unwrap_or_default();
        let severity = page.severity.clone().unwrap_or_default();
        // Before the first one: there is no severity of this rank.
        let (after_rank, after_source, after_location, after_path, after_position) = match page.after.clone() {
            Some(DiagnosticKey(severity, source, location, path, position)) => {
                (rank(severity), source, location, path, signed(position))
            }
            None => (-1, String::new(), String::new(), String::new(), 0),
        };
        let (rows, total): (Vec<Row>, i64) = on_engine!(self, connection => {
            let rows = sqlx::query_as(
                "select l.source, d.location, l.address, d.path, d.position, d.body
                 from diagnostics d join locations l on l.id = d.location
                 where ($1 = '' or l.source = $1) and ($2 = '' or d.severity = $2)
                   and (case d.severity when 'error' then 0 when 'warning' then 1 else 2 end,
                        l.source, d.location, d.path, d.position) > ($3, $4, $5, $6, $7)
                 order by case d.severity when 'error' then 0 when 'warning' then 1 else 2 end,
                     l.source, d.location, d.path, d.position limit $8",
            )
            .bind(&source)
            .bind(&severity)
            .bind(after_rank)
            .bind(after_source)
            .bind(after_location)
            .bind(after_path)
            .bind(after_position)
            .bind(i64::from(page.limit))
            .fetch_all(&mut *connection)
            .await?;
            let total = sqlx::query_scalar(
                "select count(*) from diagnostics d join locations l on l.id = d.location
                 where ($1 = '' or l.source = $1) and ($2 = '' or d.severity = $2)",
            )
            .bind(&source)
            .bind(&severity)
            .fetch_one(connection)
            .await?;
            (rows, total)
        });
        let rows = rows.into_iter().map(|row| {
            Ok(DiagnosticRow {
                diagnostic: from_json(&row.body)?,
                source: row.source,
                location: row.location,
                address: row.address,
                path: row.path,
                position: unsigned(row.position),
            })
        });
        Ok((rows.collect::<Result<_, StoreError>>()?, unsigned(total)))
    }
}
