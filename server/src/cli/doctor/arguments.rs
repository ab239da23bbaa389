//! What `sextant doctor` can be told, and how it ends.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::super::Exit;
use super::super::database::Database;
use super::examine::examine;
use super::finding::Status;
use super::render::{human, json};
use crate::config::Settings;

/// Where the installation is, and how to look at it. Nothing is changed; a portal may run meanwhile.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    /// Look at every page and index of an SQLite database, however long it takes
    #[arg(long)]
    deep: bool,
    /// How to say what was found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, one line a finding and one for what to do about it
    Human,
    /// One JSON object
    Json,
}

/// Looks at everything; 1 if something is wrong.
pub(in crate::cli) fn run(arguments: Arguments) -> Exit {
    let Arguments { deep, format, database } = arguments;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: the runtime cannot start: {error}");
            return Exit::Outside;
        }
    };
    let environment = |name: &str| std::env::var(name).ok();
    let flags = database.flags();
    let named = flags.config.clone().or_else(|| environment("SEXTANT_CONFIG").map(PathBuf::from));
    let file = named.or_else(|| Some(PathBuf::from("sextant.toml")).filter(|path| path.exists()));
    let settings = Settings::resolve(flags, environment);
    let findings = runtime.block_on(examine(settings, file.as_deref().map(Path::to_owned), deep));
    // What still waits for a disk or a server that does not answer is not waited for.
    runtime.shutdown_background();
    let text = match format {
        Format::Human => human(&findings),
        Format::Json => json(&findings),
    };
    // A reader that has seen enough may close the pipe.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let is_bad = findings.iter().any(|finding| finding.status == Status::Error);
    if is_bad { Exit::Found } else { Exit::Ok }
}
