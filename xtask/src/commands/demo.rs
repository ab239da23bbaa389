//! `cargo xtask demo`: the demo company of examples/, with its past, in target/demo.

use crate::commands::build::{self, Profile};
use crate::demo;
use crate::failure::Failure;
use crate::steps::Steps;

/// Flags of `demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Also when it is less than a day old and nothing changed
    #[arg(long)]
    fresh: bool,
}

/// Builds, then makes the demo.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(3);
    let binary = build::bundle_and_server(&mut steps, Profile::Debug)?;
    let demo = steps.step("demo company", || demo::ensure(&binary, arguments.fresh))?;
    eprintln!("{}", demo.catalog.display());
    Ok(())
}
