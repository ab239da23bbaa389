//! How often GitHub is asked for an organisation, and what a push takes to be seen.

use super::{machine, page};
use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `bench github`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many repositories the organisation has
    #[arg(long, default_value_t = 5_000)]
    repositories: u64,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds the bench, runs it, and says what it printed.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(1);
    let mut command = workspace::cargo();
    command.args(["bench", "-p", "sextant-server", "--bench", "github"]);
    command.env("SEXTANT_BENCH_REPOSITORIES", arguments.repositories.to_string());
    let figures = steps.step("reading an organisation", || run::capture(&mut command))?;
    let text = format!(
        "## An organisation at GitHub\n\n`cargo xtask bench github --write`: {} repositories, each with a descriptor, a README \
         and a source file, at a GitHub in the same process that answers at once and counts what it is asked: times are \
         Sextant's own part, with its database (SQLite) on the disk. Pushes are deliveries of the webhook, one after the other, \
         each with a changed descriptor. A question of GraphQL counts twice in the last column, as a request and by its points; \
         GitHub counts its points alone. The goal is 3 a repository for the first time, 0.05 where nothing changed, and less \
         than a second from a delivery until the catalog shows it.\n\n{}\n\nMeasured on \
         {}.\n",
        arguments.repositories,
        figures.trim(),
        machine::describe()
    );
    println!("{text}");
    if arguments.write { page::write("github", &text) } else { Ok(()) }
}
