//! Connections and transactions on either engine, and everything in which the engines differ.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sqlx::Connection;
use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, Postgres};
use sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};

use tokio::time::timeout;
use tracing::warn;

use super::listen::{CHANNEL, Listener};
use super::migrate;
use crate::backoff::Backoff;

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// Connections that one process keeps to PostgreSQL at most.
pub(super) const POSTGRES_CONNECTIONS: u32 = 16;
/// How long to wait for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);
/// The pause before a database that is not there is asked again, and the longest one.
const CONNECT_RETRY: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(5));
/// What is left of SQLite's log after it was folded into the file, bytes.
const JOURNAL_SIZE_LIMIT: &str = "67108864";
/// What holds of every write on SQLite unless its transaction says otherwise, whatever the one before said. Pages in the log
/// from which on a commit folds it into the file: 64 MiB, before which a page that is written again and again is folded once.
const WRITES: &str = "pragma wal_autocheckpoint = 8192; pragma foreign_keys = on";
/// Bytes of a page of a new SQLite database. Of the usual 4096 an entity's content fills a bit more than half, and the rest
/// of the page stays empty.
const PAGE_SIZE: u32 = 8192;
/// SQLite's pages in memory for the one connection that writes, and for each that reads; KiB, after a minus sign. A large sync
/// whose pages do not fit writes them into the log and reads them back.
const WRITE_CACHE: &str = "-65536";
const READ_CACHE: &str = "-4096";
/// Bounds for what PostgreSQL does for one connection, so that nothing hangs for ever on a lock or a lost client. Who waits
/// for a lock waits longer than a process that was suspended with it may keep it. Set by
/// statements and not at connecting, where connection poolers refuse them.
const POSTGRES_LIMITS: &str = "set statement_timeout = '60s'; set lock_timeout = '30s'; \
                               set idle_in_transaction_session_timeout = '20s'";

/// Why the store did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database schema could not be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A later release changed the schema so that this one must not touch it.
    #[error(
        "the database needs Sextant {needed} or later, and this is {this}; update this installation",
        this = env!("CARGO_PKG_VERSION")
    )]
    NeedsNewer {
        /// The oldest release that may run.
        needed: String,
    },
    /// A migration was applied that is not the one of this number here.
    #[error(
        "migration {number} of the database is not the one of this release ({this}); it was made by another build. Run \
         that one, export its catalog, and import it into an empty database",
        this = env!("CARGO_PKG_VERSION")
    )]
    ForeignMigration {
        /// Its number.
        number: i64,
    },
    /// The data directory could not be made.
    #[error("cannot create the data directory {path}: {source}")]
    DataDir {
        /// The directory.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A row does not hold what was written there.
    #[error("the database holds a {what} that cannot be read: {detail}")]
    Corrupt {
        /// What kind of row.
        what: &'static str,
        /// What is wrong with it.
        detail: String,
    },
}

/// What PostgreSQL answers while it starts, ends, or has no connection left: cannot_connect_now, admin_shutdown,
/// crash_shutdown, too_many_connections.
const AWAY: [&str; 4] = ["57P03", "57P01", "57P02", "53300"];

impl StoreError {
    /// Whether the database is not there, as opposed to refusing.
    fn is_absence(&self) -> bool {
        let error = match self {
            Self::Database(error) | Self::Migrate(sqlx::migrate::MigrateError::Execute(error)) => error,
            _ => return false,
        };
        match error {
            // A proxy whose database is away takes the connection and closes it, in the middle of the first answer.
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::PoolTimedOut => true,
            sqlx::Error::Database(error) => error.code().is_some_and(|code| AWAY.contains(&&*code)),
            _ => false,
        }
    }
}

/// The database of one catalog. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) engine: Engine,
}

#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// SQLite allows one writer: writes queue for the one connection of their pool, reads never wait for them (WAL).
    Sqlite {
        read: SqlitePool,
        write: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction on either engine; rolled back unless committed.
pub enum Tx {
    /// On SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs the same code on the connection of a [`Tx`], whichever engine it is on.
macro_rules! on_engine {
    ($tx:expr, $connection:ident => $body:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::store::Tx::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}
pub(super) use on_engine;

impl Store {
    /// Opens the SQLite database at `path`, creating and migrating it as needed.
    ///
    /// # Errors
    /// If the directory or file cannot be made, read or migrated.
    pub async fn open_sqlite(path: &Path) -> Result<Self, StoreError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .map_err(|source| StoreError::DataDir { path: parent.to_owned(), source })?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged push must outlive a power cut, so commits are synced.
            .synchronous(SqliteSynchronous::Full)
            .page_size(PAGE_SIZE)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
            .pragma("journal_size_limit", JOURNAL_SIZE_LIMIT)
            .optimize_on_close(true, None);
        let write = PoolOptions::new().max_connections(1).acquire_timeout(ACQUIRE_TIMEOUT);
        let write = write.before_acquire(|connection, _| {
            Box::pin(async move { sqlx::query(WRITES).execute(connection).await.map(|_| true) })
        });
        let write = write.connect_with(options.clone().pragma("cache_size", WRITE_CACHE)).await?;
        migrate::sqlite(&write).await?;
        let read = PoolOptions::new().max_connections(8).acquire_timeout(ACQUIRE_TIMEOUT);
        let read = read.connect_lazy_with(options.pragma("query_only", "on").pragma("cache_size", READ_CACHE));
        let store = Self { engine: Engine::Sqlite { read, write } };
        store.index_again().await?;
        store.ensure_head().await?;
        Ok(store)
    }

    /// Connects as [`Self::connect_postgres`] does. While the server cannot be reached or is starting, it is asked again
    /// for up to `patience`: at a start of everything a database is often up last.
    ///
    /// # Errors
    /// If it cannot be reached by then; at once for any other reason, such as a wrong password.
    pub async fn connect_postgres_within(url: &str, patience: Duration) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse()?;
        let deadline = Instant::now() + patience;
        let mut retry = Backoff::new(CONNECT_RETRY.0, CONNECT_RETRY.1);
        loop {
            // A server that takes the connection and says nothing is not there either. Only reaching it is bounded: a
            // migration takes as long as it takes.
            let reached = match timeout(CONNECT_RETRY.1, PgConnection::connect_with(&options)).await {
                Ok(Ok(connection)) => connection.close().await,
                Ok(Err(error)) => Err(error),
                Err(_) => Err(sqlx::Error::PoolTimedOut),
            };
            let connected = match reached {
                Ok(()) => Self::connect_postgres(url).await,
                Err(error) => Err(error.into()),
            };
            let error = match connected {
                Err(error) if error.is_absence() => error,
                done => return done,
            };
            let pause = retry.pause();
            if Instant::now() + pause >= deadline {
                return Err(error);
            }
            warn!(%error, retry_ms = pause.as_millis(), "waiting for the database");
            tokio::time::sleep(pause).await;
        }
    }

    /// Connects to the PostgreSQL database at `url` and migrates it as needed.
    ///
    /// # Errors
    /// If the address is malformed, the server cannot be reached, or the schema cannot be migrated.
    pub async fn connect_postgres(url: &str) -> Result<Self, StoreError> {
        let mut options: PgConnectOptions = url.parse()?;
        if options.get_application_name().is_none() {
            options = options.application_name("sextant");
        }
        // A migration may take longer than any other statement: it has a connection without limits.
        let mut unlimited = PgConnection::connect_with(&options).await?;
        migrate::postgres(&mut unlimited).await?;
        unlimited.close().await?;
        let pool = PoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(ACQUIRE_TIMEOUT);
        let pool = pool.after_connect(|connection, _| {
            Box::pin(async move { sqlx::raw_sql(POSTGRES_LIMITS).execute(connection).await.map(drop) })
        });
        let pool = pool.connect_with(options).await?;
        let store = Self { engine: Engine::Postgres(pool) };
        store.ensure_head().await?;
        Ok(store)
    }

    /// Whether other processes may work on the same catalog: an embedded database is one portal's.
    pub fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Listens to the changes that other processes make; none where there are no others.
    ///
    /// # Errors
    /// If the database cannot be reached.
    pub async fn listen(&self) -> Result<Option<Listener>, StoreError> {
        let Engine::Postgres(pool) = &self.engine else { return Ok(None) };
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Listener(listener)))
    }

    /// `sqlite` or `postgres`, for logs and metrics.
    pub fn engine_name(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    /// A read transaction: all its reads see one state of the catalog.
    ///
    /// # Errors
    /// If no connection can be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Engine::Postgres(pool) => {
                Tx::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// A write transaction. On SQLite it holds the one write lock from here on.
    ///
    /// # Errors
    /// If no connection can be had.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match &self.engine {
            Engine::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Tidies up after a large write, whatever became of it: makes the indexes that [`Tx::index_later`] left out, folds
    /// SQLite's log into its file, which [`Tx::fold_later`] left out, and gives back the memory of pages, as the next such
    /// write may be long in coming. What is not done is done at the next start.
    pub(crate) async fn tidy_up(self) {
        let Engine::Sqlite { write, .. } = &self.engine else { return };
        if let Err(error) = self.index_again().await {
            tracing::debug!(%error, "an index is missing until the next start");
        }
        for pragma in ["pragma wal_checkpoint(passive)", "pragma shrink_memory"] {
            if let Err(error) = sqlx::query(pragma).execute(write).await {
                tracing::debug!(%error, pragma, "SQLite was not tidied up");
            }
        }
    }

    /// Waits for open connections to finish and closes them; SQLite's log is folded into its file.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Leaves SQLite's log as it is when this is committed: who waits for a large write need not wait for that, too.
    /// [`Store::tidy_up`] makes up for it.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) async fn fold_later(&mut self) -> Result<(), StoreError> {
        if let Self::Sqlite(transaction) = self {
            sqlx::query("pragma wal_autocheckpoint = 0").execute(&mut **transaction).await?;
        }
        Ok(())
    }

    /// Makes the transaction's writes final.
    ///
    /// # Errors
    /// If the database refuses; nothing was written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
