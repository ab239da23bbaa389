//! The command line: one variant per file of `commands/`.

use clap::{Parser, Subcommand};

use crate::commands::{bench, build, check, ci, corpus, demo, faults, fuzz, run, screenshots, test, web};
use crate::failure::Failure;

/// Build, run, test and check Sextant.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Build everything and start the portal over the demo company on http://127.0.0.1:7373
    Run(run::Arguments),
    /// Lay the demo company out as git repositories with a past, and replay that into a portal's data
    Demo(demo::Arguments),
    /// Build the one self-contained binary
    Build(build::Arguments),
    /// Run every test, with real PostgreSQL and a real browser
    Test(test::Arguments),
    /// The quick inner loop: formatting, lints, unit tests
    Check,
    /// Everything that decides whether a change may land
    Ci,
    /// Read a folder of real descriptor files and report what becomes of them
    Corpus(corpus::Arguments),
    /// Look for bytes on which a decoder panics, hangs or takes memory without end
    Fuzz(fuzz::Arguments),
    /// Kill processes, cut connections, fill disks, and look whether anything was lost
    Faults(faults::Arguments),
    /// Measure a release build, for docs/benchmarks.md
    Bench(bench::Arguments),
    /// Picture the pages of the demo company, for docs/images
    Screenshots,
    /// Build only the web bundle into target/web
    Web(web::Arguments),
}

impl Command {
    /// Does it.
    pub(crate) fn execute(&self) -> Result<(), Failure> {
        match self {
            Self::Run(arguments) => run::execute(arguments),
            Self::Demo(arguments) => demo::execute(arguments),
            Self::Build(arguments) => build::execute(arguments),
            Self::Test(arguments) => test::execute(arguments),
            Self::Check => check::execute(),
            Self::Ci => ci::execute(),
            Self::Corpus(arguments) => corpus::execute(arguments),
            Self::Fuzz(arguments) => fuzz::execute(arguments),
            Self::Faults(arguments) => faults::execute(arguments),
            Self::Bench(arguments) => bench::execute(arguments),
            Self::Screenshots => screenshots::execute(),
            Self::Web(arguments) => web::execute(arguments),
        }
    }
}
