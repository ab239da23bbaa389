//! How well the search answers judged queries.

use std::path::PathBuf;

use super::{machine, page};
use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `bench search-quality`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A folder of public descriptors, over which corpus.yaml is asked too
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds the bench, runs it, and says what it printed.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(1);
    let mut command = workspace::cargo();
    // Ranks are the same without optimisation, and a build of it is mostly there.
    command.args(["bench", "--workspace", "--profile", "dev", "--bench", "search_quality"]);
    command.env("SEXTANT_LOG", "warn");
    if let Some(corpus) = &arguments.corpus {
        let corpus = corpus.canonicalize().map_err(|error| Failure::file(corpus, &error))?;
        command.env("SEXTANT_BENCH_CORPUS", corpus);
    }
    let figures = steps.step("judged queries", || run::capture(&mut command))?;
    let text = format!(
        "## What the search finds\n\n`cargo xtask bench search-quality --write`: queries as people type them, each with what \
         they want then, judged by reading the descriptors and before looking at what comes \
         (server/benches/search_quality/). The mean reciprocal rank is 1 where the best hit of every query is wanted; a \
         query counts as one divided by the rank of the first wanted hit, and as nothing if none is among the best 20. \
         Every query whose best hit is another one is listed. Real descriptors are a folder of public ones, which is not \
         part of this repository (`--corpus DIR`).\n\n{}\nMeasured on {}.\n",
        figures.trim(),
        machine::describe()
    );
    println!("{text}");
    if arguments.write { page::write("search-quality", &text) } else { Ok(()) }
}
