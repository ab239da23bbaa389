//! `cargo xtask bench`: figures for docs/benchmarks.md, and against what the project promises.

use crate::bench::{catalog, check, github, graph, retention, scorecards, search_quality};
use crate::failure::Failure;

/// Flags of `bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Debug, clap::Subcommand)]
enum Bench {
    /// Cold and warm start, memory, changes and answers over catalogs of four sizes
    Catalog(catalog::Arguments),
    /// Time and memory of `sextant check` over 100,000 descriptors
    Check(check::Arguments),
    /// How often GitHub is asked for an organisation, and what a push takes to be seen
    Github(github::Arguments),
    /// What the graph answers, and how long that takes
    Graph(graph::Arguments),
    /// What a year of a company takes in the database, and what a sweep gives back
    Retention(retention::Arguments),
    /// How long it takes to judge a catalog by rules
    Scorecards(scorecards::Arguments),
    /// How well the search answers judged queries
    SearchQuality(search_quality::Arguments),
}

/// Measures.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.bench {
        Bench::Catalog(arguments) => catalog::execute(arguments),
        Bench::Check(arguments) => check::execute(arguments),
        Bench::Github(arguments) => github::execute(arguments),
        Bench::Graph(arguments) => graph::execute(arguments),
        Bench::Retention(arguments) => retention::execute(arguments),
        Bench::Scorecards(arguments) => scorecards::execute(arguments),
        Bench::SearchQuality(arguments) => search_quality::execute(arguments),
    }
}
