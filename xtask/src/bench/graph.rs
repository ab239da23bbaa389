//! What the graph answers over 100,000 and over 1,000,000 components.

use super::{machine, page};
use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `bench graph`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many components; may be given several times
    #[arg(long, default_values_t = [100_000, 1_000_000])]
    components: Vec<u64>,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds the bench, runs it for each size, and says what it printed.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(arguments.components.len());
    let mut text = "## The graph\n\n`cargo xtask bench graph --write`: a company that is made up, the same every time. A \
                    component depends on up to six others, picked by a power law and mostly from layers below its own; every \
                    second one consumes an API, every tenth provides one. In the process itself, without HTTP; one question \
                    after the other, each component asked about once. A change is what a push makes of the snapshot: the \
                    next one, which shares with the one before what did not change. The goal is 10 ms in 99 of 100 cases at \
                    100,000 components and 50 ms at 1,000,000, for questions and for the change of a component; measures \
                    and findings follow within 2 s at 100,000. A drawing of 2,000 nodes, layout and SVG, takes up to 300 ms.\n"
        .to_owned();
    for components in &arguments.components {
        let mut command = workspace::cargo();
        command.args(["bench", "-p", "sextant-server", "--bench", "graph"]);
        command.env("SEXTANT_BENCH_COMPONENTS", components.to_string());
        let figures = steps.step(&format!("{components} components"), || run::capture(&mut command))?;
        text.push_str(&format!("\n### {components} components\n\n{}", figures.trim_start()));
    }
    text.push_str(&format!("\nMeasured on {}.\n", machine::describe()));
    println!("{text}");
    if arguments.write { page::write("graph", &text) } else { Ok(()) }
}
