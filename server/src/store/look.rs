//! A database looked at as it is: nothing is made, brought up to date or written.

use std::path::Path;
use std::time::Duration;

use sqlx::Connection;
use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::SqliteConnectOptions;

use super::db::Engine;
use super::{Store, StoreError};

/// How long to wait for a connection or a lock.
const PATIENCE: Duration = Duration::from_secs(5);
/// Nothing is written, and nothing takes for ever.
const POSTGRES_LIMITS: &str =
    "set default_transaction_read_only = on; set statement_timeout = '30s'; set lock_timeout = '5s'";

/// What kind of thing keeps a database from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody answers at its address.
    Unreachable,
    /// The server does not let this user in.
    Credentials,
    /// The server has no database of this name.
    NoDatabase,
    /// The file is something else.
    NotADatabase,
    /// The file has lost some of what was written.
    Damaged,
    /// The file cannot be opened by this user.
    Denied,
    /// A row that every catalog has is not there.
    Incomplete,
    /// Anything else.
    Other,
}

impl Store {
    /// Opens the SQLite database at `path`, which is there, to read it only.
    ///
    /// # Errors
    /// If it cannot be opened or is no database.
    pub async fn look_sqlite(path: &Path) -> Result<Self, StoreError> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(false)
            // A log that is there is read and stays as it is. Where there is none, SQLite makes an empty one for as long as
            // it reads, and only who may write takes that away again.
            .read_only(Path::new(&log).exists())
            .busy_timeout(PATIENCE)
            .pragma("query_only", "on");
        let pool = PoolOptions::new().max_connections(2).acquire_timeout(PATIENCE).connect_with(options).await?;
        // Nothing was read so far.
        sqlx::query("select count(*) from sqlite_master").execute(&pool).await?;
        Ok(Self { engine: Engine::Sqlite { read: pool.clone(), write: pool } })
    }

    /// Connects to a PostgreSQL database to read it only.
    ///
    /// # Errors
    /// If it cannot be reached within five seconds.
    pub async fn look_postgres(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.application_name("sextant doctor");
        // A pool tries again, and in the end says only that it did.
        let first = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options));
        first.await.map_err(|_| sqlx::Error::PoolTimedOut)??.close().await?;
        let pool = PoolOptions::new().max_connections(2).acquire_timeout(PATIENCE);
        let pool = pool.after_connect(|connection, _| {
            Box::pin(async move { sqlx::raw_sql(POSTGRES_LIMITS).execute(connection).await.map(drop) })
        });
        Ok(Self { engine: Engine::Postgres(pool.connect_with(options).await?) })
    }
}

/// Which database an address means, without what is secret in it.
///
/// # Errors
/// If it is no address of a PostgreSQL database.
pub fn place_of_postgres(url: &str) -> Result<String, StoreError> {
    let options: PgConnectOptions = url.parse()?;
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    Ok(match options.get_socket() {
        Some(socket) => format!("database {database} at {}", socket.display()),
        None => format!("database {database} on {}:{}", options.get_host(), options.get_port()),
    })
}

impl StoreError {
    /// What kind of thing this is.
    pub fn refusal(&self) -> Refusal {
        let Self::Database(error) = self else { return Refusal::Other };
        let error = match error {
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => return Refusal::Unreachable,
            sqlx::Error::RowNotFound => return Refusal::Incomplete,
            sqlx::Error::Database(error) => error,
            _ => return Refusal::Other,
        };
        match error.code().as_deref() {
            Some("28P01" | "28000") => Refusal::Credentials,
            Some("3D000") => Refusal::NoDatabase,
            // PostgreSQL's codes have five places, SQLite's are numbers with the kind in the lowest byte.
            Some(code) if code.len() < 5 => match code.parse::<u32>().map(|code| code & 0xff) {
                Ok(26) => Refusal::NotADatabase,
                Ok(11) => Refusal::Damaged,
                Ok(3 | 8 | 14 | 23) => Refusal::Denied,
                _ => Refusal::Other,
            },
            _ => Refusal::Other,
        }
    }
}
