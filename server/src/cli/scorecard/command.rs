//! What to do with them.

use clap::{Args, Subcommand};

use super::convert;
use crate::cli::Exit;

/// What to do.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Convert scorecards of Cortex, or checks and tracks of Soundcheck, and list what cannot be said
    Convert(convert::Arguments),
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    match &arguments.what {
        What::Convert(arguments) => convert::run(arguments),
    }
}
