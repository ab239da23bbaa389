//! Where the schema of a database stands against what this release knows of it.

use std::collections::BTreeMap;

use super::db::on_engine;
use super::migrate::{is_newer, postgres_migrations, sqlite_migrations};
use super::{StoreError, Tx};

/// Migrations by number, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaState {
    /// Those that the database has.
    pub applied: Vec<i64>,
    /// Those that the next start of this release applies.
    pub pending: Vec<i64>,
    /// Those that this release does not know.
    pub later: Vec<i64>,
    /// Those that were begun and did not end.
    pub failed: Vec<i64>,
    /// Those that are not what this release knows by their number.
    pub foreign: Vec<i64>,
    /// The oldest release that may run, if that is a newer one than this.
    pub needs: Option<String>,
}

impl Tx {
    /// How the schema stands; none if the database was never one of a catalog.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn schema_state(&mut self) -> Result<Option<SchemaState>, StoreError> {
        if !self.has_table("_sqlx_migrations").await? {
            return Ok(None);
        }
        let rows: Vec<(i64, bool, Vec<u8>)> = on_engine!(self, connection => {
            sqlx::query_as("select version, success, checksum from _sqlx_migrations order by version")
                .fetch_all(connection)
                .await?
        });
        let migrator = match self {
            Self::Sqlite(_) => sqlite_migrations(),
            Self::Postgres(_) => postgres_migrations(),
        };
        let mut known: BTreeMap<i64, &[u8]> = migrator.iter().map(|one| (one.version, &*one.checksum)).collect();
        let mut state = SchemaState::default();
        for (version, success, checksum) in rows {
            let expected = known.remove(&version);
            let list = match expected {
                _ if !success => &mut state.failed,
                Some(expected) if expected != checksum => &mut state.foreign,
                None => &mut state.later,
                Some(_) => &mut state.applied,
            };
            list.push(version);
        }
        state.pending = known.into_keys().collect();
        if self.has_table("compatibility").await? {
            let min_binary: Option<String> = on_engine!(self, connection => {
                sqlx::query_scalar("select min_binary from compatibility").fetch_optional(connection).await?
            });
            state.needs = min_binary.filter(|needed| is_newer(needed));
        }
        Ok(Some(state))
    }

    async fn has_table(&mut self, name: &str) -> Result<bool, StoreError> {
        Ok(match self {
            Self::Sqlite(transaction) => {
                sqlx::query_scalar("select count(*) > 0 from sqlite_master where type = 'table' and name = $1")
                    .bind(name.to_owned())
                    .fetch_one(&mut **transaction)
                    .await?
            }
            Self::Postgres(transaction) => {
                sqlx::query_scalar("select to_regclass($1) is not null")
                    .bind(name.to_owned())
                    .fetch_one(&mut **transaction)
                    .await?
            }
        })
    }
}
