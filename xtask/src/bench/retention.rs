//! A year of a company of 10,000 components in the database: how much it takes, and what a sweep gives back.

use super::{machine, page};
use crate::failure::Failure;
use crate::postgres::cluster;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `bench retention`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many components the company has
    #[arg(long, default_value_t = 10_000)]
    components: u32,
    /// SQLite only
    #[arg(long)]
    no_postgres: bool,
    /// A build without optimisation, which is there sooner: sizes are the same, times are not
    #[arg(long)]
    dev: bool,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds the bench, runs it, and says what it printed.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(if arguments.no_postgres { 1 } else { 2 });
    let cluster = match arguments.no_postgres {
        true => None,
        false => Some(steps.step("PostgreSQL", cluster::start)?),
    };
    let mut command = workspace::cargo();
    command.args(["bench", "-p", "sextant-server", "--bench", "retention"]);
    command.args(arguments.dev.then_some(["--profile", "dev"]).into_iter().flatten());
    command.env("SEXTANT_BENCH_COMPONENTS", arguments.components.to_string());
    command.envs(cluster.as_ref().map(|cluster| ("SEXTANT_TEST_POSTGRES", &cluster.url)));
    let table = steps.step("a year, twice for each engine", || run::capture(&mut command))?;
    let text = section(arguments, &table);
    println!("{text}");
    if arguments.write { page::write("retention", &text) } else { Ok(()) }
}

fn section(arguments: &Arguments, table: &str) -> String {
    let build = if arguments.dev { " --dev" } else { "" };
    let times = if arguments.dev { ", of a build without optimisation" } else { "" };
    format!(
        "## What a year takes\n\n`cargo xtask bench retention{build} --write`: {} components, each in a file of less than 1 KB; \
         on each of 261 working days 40 of them change, one after the other and four in five of them among a fifth of all, and \
         one change in twenty writes a text of about 20 KB; every night a whole sync that finds nothing new. Through the real \
         ingestion, with a clock that runs through the year. The usual sweep is the one of the defaults; the tight one keeps 3 \
         versions of each entity, all of the last 90 days, and 5,000 entries of the change log. Scores are left out: they are \
         one row for each entity and scorecard, whatever changes. The time is of that sweep, the longest where there are \
         many{times}.\n\n{table}\nMeasured on {}.\n",
        arguments.components,
        machine::describe()
    )
}
