//! How long it takes to judge a catalog by rules.

use super::{machine, page};
use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `bench scorecards`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many components
    #[arg(long, default_value_t = 100_000)]
    components: u64,
    /// How many rules
    #[arg(long, default_value_t = 50)]
    rules: u64,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds the bench, runs it, and says what it printed.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(1);
    let mut command = workspace::cargo();
    command.args(["bench", "-p", "sextant-server", "--bench", "scorecards"]);
    command.env("SEXTANT_BENCH_COMPONENTS", arguments.components.to_string());
    command.env("SEXTANT_BENCH_RULES", arguments.rules.to_string());
    let figures = steps.step("judging", || run::capture(&mut command))?;
    let text = format!(
        "## Scorecards\n\n`cargo xtask bench scorecards --write`: the company of the graph's bench. Ten rules after the other \
         ask of the entity, its owner, what is around it, its measures and findings, in scorecards of ten rules with two \
         levels. In the process itself, on all cores, without HTTP and with an empty database. Pages are made whole, each \
         of a snapshot of which nobody asked anything before. The goal is 30 s for everything at \
         100,000 components and 50 rules, 100 ms for what follows from a change, and 15 ms for a page.\n\n{}\nMeasured on {}.\n",
        figures.trim(),
        machine::describe()
    );
    println!("{text}");
    if arguments.write { page::write("scorecards", &text) } else { Ok(()) }
}
