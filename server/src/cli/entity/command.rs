//! What to do with entities that a portal keeps.

use clap::{Args, Subcommand};

use super::import;
use crate::cli::Exit;

/// What to do.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Have a portal keep what the rows of a CSV file say; the same file again changes nothing
    Import(import::Arguments),
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    let What::Import(arguments) = &arguments.what;
    match import::run(arguments) {
        Ok((text, exit)) => {
            print!("{text}");
            exit
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}
