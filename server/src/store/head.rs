//! The one row that orders every change.

use super::db::on_engine;
use super::listen::CHANNEL;
use super::{Store, StoreError, Tx};

/// Where the catalog's history stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Names this history; another epoch means that nothing known before holds.
    pub epoch: String,
    /// The last revision.
    pub revision: u64,
    /// The oldest revision whose changes are still in the log; a reader before it starts from a snapshot.
    pub oldest_revision: u64,
}

impl Store {
    /// Makes the head row of a new database.
    pub(super) async fn ensure_head(&self) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let epoch = uuid::Uuid::now_v7().to_string();
        on_engine!(&mut tx, connection => {
            sqlx::query(
                "insert into head (id, epoch, revision, oldest_revision) values (1, $1, 0, 0) on conflict do nothing",
            )
            .bind(epoch)
            .execute(connection)
            .await?;
        });
        tx.commit().await
    }
}

impl Tx {
    /// The head as this transaction sees it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn head(&mut self) -> Result<Head, StoreError> {
        let (epoch, revision, oldest): (String, i64, i64) = on_engine!(self, connection => {
            sqlx::query_as("select epoch, revision, oldest_revision from head where id = 1")
                .fetch_one(connection)
                .await?
        });
        Ok(Head { epoch, revision: unsigned(revision), oldest_revision: unsigned(oldest) })
    }

    /// Takes the next revision. From here to the end of the transaction no other change of the catalog can commit:
    /// revisions become visible in their order. (A sequence would let a later number commit first, and a follower of the
    /// log would pass over the earlier one.)
    ///
    /// # Errors
    /// If the database fails.
    pub async fn next_revision(&mut self) -> Result<u64, StoreError> {
        let revision: i64 = match self {
            Self::Sqlite(transaction) => {
                sqlx::query_scalar("update head set revision = revision + 1 where id = 1 returning revision")
                    .fetch_one(&mut **transaction)
                    .await?
            }
            // Told when the transaction commits, to whoever listens.
            Self::Postgres(transaction) => {
                sqlx::query_scalar(
                    "with next as (update head set revision = revision + 1 where id = 1 returning revision)
                     select revision, pg_notify($1, revision::text) from next",
                )
                .bind(CHANNEL)
                .fetch_one(&mut **transaction)
                .await?
            }
        };
        Ok(unsigned(revision))
    }
}

/// Both engines have signed integers only; what is counted up from zero is never negative.
pub(super) fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// The reverse of [`unsigned`]; no count reaches the difference.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
