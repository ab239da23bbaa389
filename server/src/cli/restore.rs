//! `sextant restore` and `sextant import`: the same archive; after a restore, the catalog has gone back in time.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Exit;
use super::database::{Database, Failure, Missing, Rows, on_database};
use crate::archive::{Epoch, import};
use crate::store::Store;

/// What to restore, and where to.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// A file that `sextant backup` or `sextant export` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace the catalog that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    database: Database,
}

/// What to import, and where to.
#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// A file that `sextant backup` or `sextant export` wrote; - or nothing is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Replace the catalog that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    database: Database,
}

pub(super) fn restore(arguments: RestoreArguments) -> Exit {
    let RestoreArguments { file, force, database } = arguments;
    on_database(database, Missing::Create, |store| async move { from(&store, &file, Epoch::New, force).await })
}

pub(super) fn import_from(arguments: ImportArguments) -> Exit {
    let ImportArguments { file, force, database } = arguments;
    on_database(database, Missing::Create, |store| async move { from(&store, &file, Epoch::Kept, force).await })
}

async fn from(store: &Store, path: &Path, epoch: Epoch, force: bool) -> Result<String, Failure> {
    let mut rows = Rows::new();
    let progress = |done, total| rows.set(done, total);
    let imported = if path.as_os_str() == "-" {
        import(store, io::stdin(), epoch, force, progress).await?
    } else {
        let failed = |source| Failure::File { path: path.to_owned(), problem: "cannot be read", source };
        import(store, File::open(path).map_err(failed)?, epoch, force, progress).await?
    };
    Ok(format!("read {} rows; the catalog is at revision {}", imported.rows, imported.revision))
}
