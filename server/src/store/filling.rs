//! A catalog that is filled for the first time.

use sqlx::{SqlSafeStr, Transaction};

use super::db::{Engine, on_engine};
use super::{Store, StoreError, Tx};

/// How many of a claim and a version there are.
const ANY: &str = "select (select count(*) from (select 1 as one from claims limit 1) c)
                        + (select count(*) from (select 1 as one from versions limit 1) v)";

/// An index that nothing needs while the rows of its table are written.
struct Deferred {
    drop: &'static str,
    create: &'static str,
}

macro_rules! deferred {
    ($($name:literal on $columns:literal),* $(,)?) => {
        &[$(Deferred {
            drop: concat!("drop index if exists ", $name),
            create: concat!("create index if not exists ", $name, " on ", $columns),
        }),*]
    };
}

/// As the migrations make them; `tests/ingest/filling.rs` compares.
const DEFERRED: &[Deferred] = deferred![
    "claims_by_ref" on "claims (ref)",
    "claims_by_content" on "claims (content)",
    "claims_by_text" on "claims (text)",
    "versions_by_ref" on "versions (ref, revision)",
    "versions_by_content" on "versions (content)",
    "versions_by_text" on "versions (text)",
    "changes_by_ref" on "changes (ref, revision, position)",
];

impl Tx {
    /// Whether nothing was ever claimed, nor in the catalog.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn is_blank(&mut self) -> Result<bool, StoreError> {
        let any: i64 = on_engine!(self, connection => sqlx::query_scalar(ANY).fetch_one(connection).await?);
        Ok(any == 0)
    }

    /// Leaves indexes out until they are made after this transaction, or by the next start: on SQLite this takes a third of
    /// the time of keeping them with every row, as what they order by comes in no order, and who waits for the catalog waits
    /// for none of it. PostgreSQL keeps them: there, all who use these tables would wait for this transaction.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn index_later(&mut self) -> Result<(), StoreError> {
        let Self::Sqlite(transaction) = self else { return Ok(()) };
        for index in DEFERRED {
            sqlx::raw_sql(index.drop).execute(&mut **transaction).await?;
        }
        Ok(())
    }

    /// How many rows refer to what is not there, of all that SQLite has: none, also where a transaction was not checked.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn dangling(&mut self) -> Result<i64, StoreError> {
        let Self::Sqlite(transaction) = self else { return Ok(0) };
        let count = sqlx::query_scalar("select count(*) from pragma_foreign_key_check");
        Ok(count.fetch_one(&mut **transaction).await?)
    }
}

impl Store {
    /// A write transaction of who may fill a blank catalog, and has stored itself what its rows refer to; and whether what
    /// they refer to is not looked up, two others for each claim and for each version. So it is on SQLite where the catalog is
    /// blank: who is told so must write nothing else.
    ///
    /// # Errors
    /// If no connection can be had.
    pub(crate) async fn write_first(&self) -> Result<(Tx, bool), StoreError> {
        let Engine::Sqlite { write, .. } = &self.engine else { return Ok((self.write().await?, false)) };
        // Nobody else writes while this has the connection.
        let mut connection = write.acquire().await?;
        let any: i64 = sqlx::query_scalar(ANY).fetch_one(&mut *connection).await?;
        if any == 0 {
            // Within a transaction this would be ignored.
            sqlx::query("pragma foreign_keys = off").execute(&mut *connection).await?;
        }
        let begin = Some("begin immediate".into_sql_str());
        Ok((Tx::Sqlite(Transaction::begin(connection, begin).await?), any == 0))
    }

    /// Makes the indexes that [`Tx::index_later`] left out and that are not there yet, each in a transaction of its own, so
    /// that others write in between. Where the process ended before, the next one begins with it.
    pub(super) async fn index_again(&self) -> Result<(), StoreError> {
        let Engine::Sqlite { write, .. } = &self.engine else { return Ok(()) };
        for index in DEFERRED {
            let mut connection = write.acquire().await?;
            // The log is folded once, after the last one.
            sqlx::query("pragma wal_autocheckpoint = 0").execute(&mut *connection).await?;
            sqlx::raw_sql(index.create).execute(&mut *connection).await?;
        }
        Ok(())
    }
}
