//! `sextant backup` and `sextant export`: the same archive, to a file or anywhere.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::NamedTempFile;

use super::Exit;
use super::database::{Database, Failure, Missing, Rows, on_database};
use crate::archive::{Exported, export};
use crate::store::Store;

/// What to back up, and where to.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// The file to write; one of that name is replaced once the new one is whole
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

/// What to export.
#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The file to write; - or nothing is standard output
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

pub(super) fn backup(arguments: BackupArguments) -> Exit {
    let file = arguments.file;
    on_database(arguments.database, Missing::Refuse, |store| async move { to_file(&store, &file).await })
}

pub(super) fn export_to(arguments: ExportArguments) -> Exit {
    let file = arguments.file;
    on_database(arguments.database, Missing::Refuse, |store| async move {
        if file.as_os_str() == "-" { to_stdout(&store).await } else { to_file(&store, &file).await }
    })
}

async fn to_stdout(store: &Store) -> Result<String, Failure> {
    if io::stdout().is_terminal() {
        return Err(Failure::Usage("an archive is not for a terminal; name a file, or pipe it into sextant import"));
    }
    let mut rows = Rows::new();
    let exported = export(store, io::stdout(), |done, total| rows.set(done, total)).await?;
    Ok(summary(exported, "standard output"))
}

/// The file is there whole or, whatever happens, as it was before.
async fn to_file(store: &Store, path: &Path) -> Result<String, Failure> {
    let failed = |source| Failure::File { path: path.to_owned(), problem: "cannot be written", source };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = NamedTempFile::new_in(directory).map_err(failed)?;
    let mut rows = Rows::new();
    let output = io::BufWriter::new(&mut beside);
    let exported = export(store, output, |done, total| rows.set(done, total)).await?;
    beside.flush().map_err(failed)?;
    beside.as_file().sync_all().map_err(failed)?;
    beside.persist(path).map_err(|error| failed(error.error))?;
    Ok(summary(exported, &path.display().to_string()))
}

fn summary(exported: Exported, place: &str) -> String {
    format!("wrote {} rows at revision {} to {place}", exported.rows, exported.revision)
}
