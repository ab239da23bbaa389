//! `cargo xtask bench`: figures for docs/benchmarks.md, and against what the project promises.

use crate::bench::{check, retention};
use crate::failure::Failure;

/// Flags of `bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, clap::Subcommand)]
enum Bench {
    /// Time and memory of `sextant check` over 100,000 descriptors
    Check(check::Arguments),
    /// What a year of a company takes in the database, and what a sweep gives back
    Retention(retention::Arguments),
}

/// Measures.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.bench {
        Bench::Check(arguments) => check::execute(arguments),
        Bench::Retention(arguments) => retention::execute(arguments),
    }
}
