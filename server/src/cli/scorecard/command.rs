//! What to do with scorecards.

use clap::{Args, Subcommand};

use super::{convert, explain, gate, simulate, test};
use crate::cli::Exit;

/// What to do.
#[derive(Debug, Args)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What scorecards say of an entity, by which facts, and how to do better
    Explain(Box<explain::Arguments>),
    /// Fail if the descriptors here make scores worse, or leave them below a level
    Gate(Box<gate::Arguments>),
    /// Who would change if a scorecard were another one, before it is published
    Simulate(Box<simulate::Arguments>),
    /// Run the cases that scorecards have in `tests`: facts in, outcome out
    Test(test::Arguments),
    /// Convert scorecards of Cortex, or checks and tracks of Soundcheck, and list what cannot be said
    Convert(convert::Arguments),
}

/// Does it.
pub(in crate::cli) fn run(arguments: &Arguments) -> Exit {
    match &arguments.what {
        What::Explain(arguments) => explain::run(arguments),
        What::Gate(arguments) => gate::run(arguments),
        What::Simulate(arguments) => simulate::run(arguments),
        What::Test(arguments) => test::run(arguments),
        What::Convert(arguments) => convert::run(arguments),
    }
}
