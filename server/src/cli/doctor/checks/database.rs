//! The database is there and answers.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

use super::super::finding::Finding;
use super::super::subject::Opened;
use crate::config::Settings;
use crate::store::{EngineState, PostgresState, Refusal, SqliteState, Store, StoreError, place_of_postgres};

const CHECK: &str = "database";

/// What this user, and others, may do with SQLite's file.
#[derive(Debug)]
pub(in super::super) struct FileRights {
    /// Why this user cannot write to it.
    pub(in super::super) unwritable: Option<io::Error>,
    /// Whether any user of this machine can.
    pub(in super::super) open_to_all: bool,
}

/// Opens the database to read it; nothing is made where there is none.
pub(in super::super) async fn open(settings: &Settings) -> (Finding, Option<Opened>) {
    match &settings.database_url.value {
        Some(url) => postgres(url).await,
        None => sqlite(&settings.data_dir.value.join("sextant.db")).await,
    }
}

async fn sqlite(path: &Path) -> (Finding, Option<Opened>) {
    let place = path.display().to_string();
    // Before SQLite opens the file: when a process closes a file, it loses all the locks that it has on it.
    let rights = match rights(path.to_owned()).await {
        Ok(rights) => rights,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let remedy = "name its directory with --data-dir, or its server with --database-url; in a new installation \
                          `sextant serve` makes it";
            return (Finding::error(CHECK, format!("there is no database at {place}"), remedy), None);
        }
        Err(error) => {
            let remedy = "run this command as the user that runs the portal";
            return (Finding::error(CHECK, format!("{place} cannot be seen: {error}"), remedy), None);
        }
    };
    match opened(Store::look_sqlite(path).await, Some(rights)).await {
        Ok((version, opened)) => (Finding::ok(CHECK, format!("SQLite {version}, {place}")), Some(opened)),
        Err(error) => (refused(CHECK, &format!("{place}: {error}"), error.refusal()), None),
    }
}

/// On a thread of its own: a disk may not answer.
async fn rights(path: PathBuf) -> io::Result<FileRights> {
    spawn_blocking(move || fs::metadata(&path).map(|_| FileRights::of(&path))).await.map_err(io::Error::other)?
}

async fn postgres(url: &str) -> (Finding, Option<Opened>) {
    let place = match place_of_postgres(url) {
        Ok(place) => place,
        Err(error) => {
            let remedy = "correct it: postgres://USER:PASSWORD@HOST:PORT/DATABASE";
            return (Finding::error(CHECK, format!("database_url is no address: {error}"), remedy), None);
        }
    };
    match opened(Store::look_postgres(url).await, None).await {
        Ok((version, opened)) => (Finding::ok(CHECK, format!("PostgreSQL {version}, {place}")), Some(opened)),
        Err(error) => (refused(CHECK, &format!("{place}: {error}"), error.refusal()), None),
    }
}

async fn opened(store: Result<Store, StoreError>, rights: Option<FileRights>) -> Result<(String, Opened), StoreError> {
    let store = store?;
    let engine = store.read().await?.engine_state().await?;
    let (EngineState::Sqlite(SqliteState { version, .. }) | EngineState::Postgres(PostgresState { version, .. })) =
        &engine;
    Ok((version.clone(), Opened { store, engine, rights }))
}

/// A database that failed in the middle of a check.
pub(in super::super) fn failed(check: &str, error: &StoreError) -> Finding {
    refused(check, &error.to_string(), error.refusal())
}

/// What the failure is, and what to do about one of its kind.
fn refused(check: &str, found: &str, refusal: Refusal) -> Finding {
    let remedy = match refusal {
        Refusal::Unreachable => {
            "see whether the server runs, can be reached from here, and is the one that is meant; `sextant config show` \
             says where the address comes from"
        }
        Refusal::Credentials => "give a user and a password that the server knows, in SEXTANT_DATABASE_URL or the file",
        Refusal::NoDatabase => "create the database with `createdb`, or name another one",
        Refusal::NotADatabase | Refusal::Damaged => REPLACE,
        Refusal::Denied => "run this command as the user that runs the portal",
        Refusal::Incomplete | Refusal::Other => "see the database's own log for the cause",
    };
    Finding::error(check, found, remedy)
}

/// What to do with a file that has lost something.
pub(super) const REPLACE: &str = "stop the portal, move sextant.db, sextant.db-wal and sextant.db-shm elsewhere, and bring \
                                  the catalog back with `sextant restore FILE`; without a backup, a new start reads all \
                                  sources again";

impl FileRights {
    fn of(path: &Path) -> Self {
        let unwritable = OpenOptions::new().write(true).open(path).err();
        Self { unwritable, open_to_all: open_to_all(path) }
    }
}

#[cfg(unix)]
fn open_to_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
fn open_to_all(_path: &Path) -> bool {
    false
}
