//! What the engine says of itself.

use sqlx::Row;

use super::db::POSTGRES_CONNECTIONS;
use super::head::unsigned;
use super::{StoreError, Tx};

/// What the engine says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineState {
    /// SQLite.
    Sqlite(SqliteState),
    /// PostgreSQL.
    Postgres(PostgresState),
}

/// Of a SQLite database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqliteState {
    /// The library's version.
    pub version: String,
    /// `wal` where a portal ran.
    pub journal_mode: String,
}

/// Of a PostgreSQL database and its server. Settings are those that a new connection gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostgresState {
    /// The server's version.
    pub version: String,
    /// What the database takes on the server's disk, bytes.
    pub bytes: u64,
    /// Its encoding, such as `UTF8`.
    pub encoding: String,
    /// Whether it copies another server and cannot be written to.
    pub is_standby: bool,
    /// Whether transactions begin without the right to write.
    pub read_only: bool,
    /// Connections that the server allows to users like this one.
    pub connections: u64,
    /// Connections that are open, of whatever program.
    pub in_use: u64,
    /// Connections that one portal takes at most, with the one that migrates.
    pub of_a_portal: u64,
    /// After how many milliseconds a statement is cut off; 0 is never.
    pub statement_timeout: u64,
    /// After how many milliseconds a transaction is cut off; 0 is never.
    pub transaction_timeout: u64,
    /// What is off of that which keeps commits through a power cut.
    pub unsafe_settings: Vec<String>,
}

impl Tx {
    /// What the engine says of itself.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn engine_state(&mut self) -> Result<EngineState, StoreError> {
        match self {
            Self::Sqlite(transaction) => {
                let version = sqlx::query_scalar("select sqlite_version()").fetch_one(&mut **transaction).await?;
                let journal_mode = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut **transaction).await?;
                Ok(EngineState::Sqlite(SqliteState { version, journal_mode }))
            }
            Self::Postgres(transaction) => {
                // Reset values: this connection has settings of its own.
                let row = sqlx::query(
                    "with setting as (select name, reset_val from pg_settings),
                        number as (select name, reset_val::bigint as value from pg_settings where vartype = 'integer')
                     select current_setting('server_version') as version,
                        pg_database_size(current_database()) as bytes,
                        pg_encoding_to_char(encoding) as encoding,
                        pg_is_in_recovery() as is_standby,
                        (select reset_val = 'on' from setting where name = 'default_transaction_read_only') as read_only,
                        (select value from number where name = 'max_connections')
                            - coalesce((select sum(value) from number where name in
                                ('superuser_reserved_connections', 'reserved_connections')), 0)::bigint as connections,
                        (select coalesce(sum(numbackends), 0)::bigint from pg_stat_database) as in_use,
                        (select value from number where name = 'statement_timeout') as statement_timeout,
                        coalesce((select value from number where name = 'transaction_timeout'), 0) as transaction_timeout,
                        array(select name from setting where reset_val = 'off'
                            and name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name) as unsafe_settings
                     from pg_database where datname = current_database()",
                )
                .fetch_one(&mut **transaction)
                .await?;
                let number = |name: &str| row.try_get(name).map(unsigned);
                Ok(EngineState::Postgres(PostgresState {
                    version: row.try_get("version")?,
                    bytes: number("bytes")?,
                    encoding: row.try_get("encoding")?,
                    is_standby: row.try_get("is_standby")?,
                    read_only: row.try_get("read_only")?,
                    connections: number("connections")?,
                    in_use: number("in_use")?,
                    of_a_portal: u64::from(POSTGRES_CONNECTIONS) + 1,
                    statement_timeout: number("statement_timeout")?,
                    transaction_timeout: number("transaction_timeout")?,
                    unsafe_settings: row.try_get("unsafe_settings")?,
                }))
            }
        }
    }

    /// What SQLite finds wrong with its own file, at most five things; nothing on PostgreSQL. `thorough` compares indexes
    /// with tables as well, and takes several times as long.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn file_damage(&mut self, thorough: bool) -> Result<Vec<String>, StoreError> {
        let Self::Sqlite(transaction) = self else { return Ok(Vec::new()) };
        let statement = if thorough { "pragma integrity_check(5)" } else { "pragma quick_check(5)" };
        let lines: Vec<String> = sqlx::query_scalar(statement).fetch_all(&mut **transaction).await?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
}
