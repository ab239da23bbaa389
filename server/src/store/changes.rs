//! The log that projections follow.

use catalog_schema::model::EntityRef;

use super::bulk::bulk_insert;
use super::claims::parse_ref;
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// What happened to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// It is new or has a new version.
    Put,
    /// It is gone.
    Remove,
}

/// One step of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// The revision that it is a part of.
    pub revision: u64,
    /// Its place within the revision, from 0.
    pub position: u64,
    /// The entity's identity.
    pub uid: String,
    /// What it was called.
    pub entity_ref: EntityRef,
    /// What happened.
    pub operation: Operation,
}

impl Tx {
    /// Adds the steps of a revision, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_changes(&mut self, changes: &[ChangeRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into changes (revision, position, uid, ref, operation)",
            changes,
            |tuple, row| {
                tuple
                    .push_bind(signed(row.revision))
                    .push_bind(signed(row.position))
                    .push_bind(row.uid.clone())
                    .push_bind(row.entity_ref.to_string())
                    .push_bind(match row.operation {
                        Operation::Put => "put",
                        Operation::Remove => "remove",
                    });
            },
            ""
        );
        Ok(())
    }

    /// How many steps the log has after `revision`, counted up to `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_changes_after(&mut self, revision: u64, limit: u64) -> Result<u64, StoreError> {
        let count: i64 = on_engine!(self, connection => {
            sqlx::query_scalar("select count(*) from (select 1 from changes where revision > $1 limit $2) as page")
                .bind(signed(revision))
                .bind(signed(limit))
                .fetch_one(connection)
                .await?
        });
        Ok(unsigned(count))
    }

    /// All steps after `revision`, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn changes_after(&mut self, revision: u64) -> Result<Vec<ChangeRow>, StoreError> {
        let rows: Vec<(i64, i64, String, String, String)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select revision, position, uid, ref, operation from changes where revision > $1
                 order by revision, position",
            )
            .bind(signed(revision))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter()
            .map(|(revision, position, uid, entity_ref, operation)| {
                Ok(ChangeRow {
                    revision: unsigned(revision),
                    position: unsigned(position),
                    uid,
                    entity_ref: parse_ref(&entity_ref)?,
                    operation: if operation == "remove" { Operation::Remove } else { Operation::Put },
                })
            })
            .collect()
    }
}
