//! What to do with scorecards.

use clap::{Args, Subcommand};

use super::test;
use crate::cli::Exit;

/// What to do.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the cases that scorecards have in `tests`: facts in, outcome out
    Test(test::Arguments),
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    match &arguments.command {
        Command::Test(arguments) => test::run(arguments),
    }
}
