//! A catalog that is filled for the first time.

use super::db::on_engine;
use super::{StoreError, Tx};

/// An index that nothing needs while the rows of its table are written.
struct Deferred {
    drop: &'static str,
    create: &'static str,
}

macro_rules! deferred {
    ($($name:literal on $columns:literal),* $(,)?) => {
        &[$(Deferred {
            drop: concat!("drop index ", $name),
            create: concat!("create index ", $name, " on ", $columns),
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
        let rows: i64 = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select (select count(*) from (select 1 as one from claims limit 1) c)
                      + (select count(*) from (select 1 as one from versions limit 1) v)",
            )
            .fetch_one(connection)
            .await?
        });
        Ok(rows == 0)
    }

    /// Leaves indexes out until [`Tx::index_again`] makes them: on SQLite this takes a third of the time of keeping them
    /// with every row, as what they order by comes in no order. Both belong into one transaction, of which nobody else
    /// sees anything. PostgreSQL keeps them: there, all who use these tables would wait for this transaction.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn index_later(&mut self) -> Result<(), StoreError> {
        self.run_on_sqlite(|index| index.drop).await
    }

    /// Makes the indexes that [`Tx::index_later`] left out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn index_again(&mut self) -> Result<(), StoreError> {
        self.run_on_sqlite(|index| index.create).await
    }

    async fn run_on_sqlite(&mut self, statement: fn(&Deferred) -> &'static str) -> Result<(), StoreError> {
        let Self::Sqlite(transaction) = self else { return Ok(()) };
        for index in DEFERRED {
            sqlx::raw_sql(statement(index)).execute(&mut **transaction).await?;
        }
        Ok(())
    }
}
