//! `sextant source sync`: reads directories once, for machines where no portal watches them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use catalog_schema::decode::DecodeOptions;
use catalog_schema::wire::ChangeOutcome;
use clap::Args;

use super::command::Catalog;
use super::manage::ingest;
use crate::cli::Exit;
use crate::config::Settings;
use crate::ingest::{Ingest, IngestError};
use crate::sources::directory::{DirectoryNames, DirectorySource, NamedDirectory, Naming, SourceError};
use crate::store::{Store, StoreError};

/// Which sources to read.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Sources, as `sextant source list` names them; without any, all directories that this machine has
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// A directory (or one file) to read, made a source if it is none yet. May be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) catalog: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) in_catalog: Catalog,
}

/// Another writer may be at the same location; whoever is overtaken reads again, so often at most.
const ATTEMPTS: usize = 5;

/// Reads the sources one after the other and says what changed. One that fails does not keep the others from it.
pub(super) async fn sync(arguments: &Arguments, settings: &Settings, store: &Store) -> Result<Exit, StoreError> {
    let directories = match directories(arguments, store).await? {
        Ok(directories) => directories,
        Err((exit, message)) => {
            eprintln!("error: {message}");
            return Ok(exit);
        }
    };
    let file_limit = DecodeOptions::default().limits.file_bytes as u64;
    let ingest = ingest(settings, store);
    let mut exit = Exit::Ok;
    for directory in directories {
        let name = directory.name.clone();
        match read(&ingest, directory, file_limit).await {
            Ok(outcome) => print!("{}", told(&name, &outcome)),
            Err(error) => {
                eprintln!("error: {name} was not read, the catalog keeps what it had: {error}");
                exit = Exit::Outside;
            }
        }
    }
    Ok(exit)
}

async fn read(ingest: &Ingest, directory: NamedDirectory, file_limit: u64) -> Result<ChangeOutcome, SourceError> {
    let mut source = DirectorySource::register(ingest.clone(), directory, file_limit).await?;
    for _ in 1..ATTEMPTS {
        match source.sync_whole().await {
            Err(SourceError::Ingest(IngestError::Overtaken)) => {}
            done => return done,
        }
    }
    source.sync_whole().await
}

/// The directories that are meant, or why none is and how that ends.
async fn directories(
    arguments: &Arguments,
    store: &Store,
) -> Result<Result<Vec<NamedDirectory>, (Exit, String)>, StoreError> {
    let known = store.read().await?.locations().await?;
    let mut meant = Vec::new();
    let mut names = DirectoryNames::new(&known);
    for path in &arguments.catalog {
        match names.name(path) {
            Ok(Naming::Known(directory) | Naming::New(directory)) => meant.push(directory),
            Err(error) => return Ok(Err((Exit::Outside, format!("{} cannot be read: {error}", path.display())))),
        }
    }
    let here: Vec<NamedDirectory> = known.iter().filter_map(NamedDirectory::of_location).collect();
    for name in &arguments.names {
        match here.iter().find(|directory| directory.name == *name) {
            Some(directory) => meant.push(directory.clone()),
            None => {
                let message = format!("there is no directory {name}; `sextant source list` names the sources");
                return Ok(Err((Exit::Usage, message)));
            }
        }
    }
    if arguments.names.is_empty() && arguments.catalog.is_empty() {
        meant = here.into_iter().filter(|directory| directory.root.exists()).collect();
        if meant.is_empty() {
            let message = "no source of the catalog is a directory of this machine; name one with --catalog".to_owned();
            return Ok(Err((Exit::Usage, message)));
        }
    }
    let mut seen = BTreeSet::new();
    meant.retain(|directory| seen.insert(directory.name.clone()));
    Ok(Ok(meant))
}

/// What a sync came to: a line with figures, one for each entity that changed, and what is held back.
fn told(name: &str, outcome: &ChangeOutcome) -> String {
    let changes = [("created", &outcome.created), ("updated", &outcome.updated), ("deleted", &outcome.deleted)];
    let figures: Vec<String> = changes
        .iter()
        .map(|(word, refs)| (word, refs.len()))
        .chain([(&"renamed", outcome.renamed.len())])
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    let figures = if figures.is_empty() { "nothing changed".to_owned() } else { figures.join(", ") };
    let mut text = format!("{name}: {figures}; revision {}\n", outcome.revision);
    let mut line = |arguments: std::fmt::Arguments<'_>| {
        // Writing into a string does not fail.
        let _ = text.write_fmt(arguments);
    };
    for (word, refs) in changes {
        for entity_ref in refs {
            line(format_args!("  {word} {entity_ref}\n"));
        }
    }
    for renamed in &outcome.renamed {
        line(format_args!("  renamed {} to {}\n", renamed.from, renamed.to));
    }
    if let Some(held) = outcome.held.as_ref().filter(|held| !held.discarded) {
        line(format_args!(
            "  {} entities are not described any more and kept; `sextant source list` shows them, `sextant source confirm \
             {name}` deletes them\n",
            held.entities
        ));
    }
    text
}
