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

impl Operation {
    pub(super) fn read(text: &str) -> Self {
        if text == "remove" { Self::Remove } else { Self::Put }
    }
}

/// What a step of the log was, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was never there before.
    Created,
    /// It has a new version.
    Updated,
    /// It goes on under another name: a step for the old one and a step for the new one.
    Renamed,
    /// It was gone and is back.
    Restored,
    /// It is gone.
    Deleted,
}

impl Event {
    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Renamed => "renamed",
            Self::Restored => "restored",
            Self::Deleted => "deleted",
        }
    }

    /// From what the database has; from the operation where it does not say.
    pub(super) fn read(text: Option<&str>, operation: Operation) -> Self {
        let known = [Self::Created, Self::Updated, Self::Renamed, Self::Restored, Self::Deleted];
        let event = text.and_then(|text| known.into_iter().find(|event| event.as_str() == text));
        event.unwrap_or(match operation {
            Operation::Put => Self::Updated,
            Operation::Remove => Self::Deleted,
        })
    }
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
    /// What that was, for people.
    pub event: Event,
}

impl Tx {
    /// Adds the steps of a revision, in order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_changes(&mut self, changes: &[ChangeRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into changes (revision, position, uid, ref, operation, event)",
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
                    })
                    .push_bind(row.event.as_str());
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
        let rows: Vec<(i64, i64, String, String, String, Option<String>)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select revision, position, uid, ref, operation, event from changes where revision > $1
                 order by revision, position",
            )
            .bind(signed(revision))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter()
            .map(|(revision, position, uid, entity_ref, operation, event)| {
                let operation = Operation::read(&operation);
                Ok(ChangeRow {
                    revision: unsigned(revision),
                    position: unsigned(position),
                    uid,
                    entity_ref: parse_ref(&entity_ref)?,
                    event: Event::read(event.as_deref(), operation),
                    operation,
                })
            })
            .collect()
    }
}
