//! `cargo xtask corpus`: what becomes of a folder of real descriptor files.

use std::fs;
use std::path::PathBuf;

use crate::corpus::{Reading, page, report};
use crate::failure::Failure;
use crate::workspace;

/// Flags of `corpus`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder; ../shared/corpus beside the repository if none is named
    path: Option<PathBuf>,
    /// Write docs/corpus.md anew
    #[arg(long)]
    write: bool,
    /// Fail if docs/corpus.md is not what --write would make of it
    #[arg(long, conflicts_with = "write")]
    check: bool,
}

/// Reads the folder, prints the report, and judges it.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let folder = arguments.path.clone().unwrap_or_else(default_folder);
    if !folder.is_dir() {
        return Err(Failure::new(format!("there is no folder {}", folder.display()))
            .help("name a folder of descriptor files: cargo xtask corpus PATH"));
    }
    let reading = Reading::of(&folder)?;
    let file = workspace::root().join("docs").join("corpus.md");
    if arguments.write {
        fs::write(&file, page(&reading)).map_err(|error| Failure::file(&file, &error))?;
    } else if arguments.check {
        let there = fs::read_to_string(&file).unwrap_or_default();
        if there != page(&reading) {
            return Err(Failure::new("docs/corpus.md is not current").help("cargo xtask corpus --write"));
        }
    }
    print!("{}", report(&reading));
    reading.verdict()
}

/// Whether docs/corpus.md says what becomes of the files that the project is tried on, and they become what they should.
/// They are no part of the repository: where they are missing, there is nothing to hold the page against.
pub(crate) fn current() -> Result<(), Failure> {
    if !default_folder().is_dir() {
        eprintln!("      {} is not there", default_folder().display());
        return Ok(());
    }
    execute(&Arguments { path: None, write: false, check: true })
}

/// Where the files that the project is tried on lie, if they are there.
fn default_folder() -> PathBuf {
    workspace::root().join("..").join("shared").join("corpus")
}
