//! The log as a feed shows it: with the time and the source of each step.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{Operation, StoreError, Tx};

/// One step of the log with what its version says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedChange {
    /// The revision that it is a part of.
    pub revision: u64,
    /// Its place within the revision, from 0.
    pub position: u64,
    /// The entity's identity.
    pub uid: String,
    /// What it was called.
    pub entity_ref: String,
    /// What happened.
    pub operation: Operation,
    /// Milliseconds since the Unix epoch; none where the version is not kept any more.
    pub changed_at: Option<i64>,
    /// The source; none where the version is not kept any more.
    pub source: Option<String>,
}

type Row = (i64, i64, String, String, String, Option<i64>, Option<String>);

impl Tx {
    /// Steps after a revision, or after a position within it, up to revision `to`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn changes_page(
        &mut self,
        (revision, position): (u64, Option<u64>),
        to: u64,
        limit: u32,
    ) -> Result<Vec<LoggedChange>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select c.revision, c.position, c.uid, c.ref, c.operation, v.changed_at, v.source
                 from changes c left join versions v on v.uid = c.uid and v.revision = c.revision
                 where (c.revision, c.position) > ($1, $2) and c.revision <= $3
                 order by c.revision, c.position limit $4",
            )
            .bind(signed(revision))
            .bind(position.map_or(i64::MAX, signed))
            .bind(signed(to))
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        let change = |(revision, position, uid, entity_ref, operation, changed_at, source): Row| LoggedChange {
            revision: unsigned(revision),
            position: unsigned(position),
            uid,
            entity_ref,
            operation: if operation == "remove" { Operation::Remove } else { Operation::Put },
            changed_at,
            source,
        };
        Ok(rows.into_iter().map(change).collect())
    }
}
