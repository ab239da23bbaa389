//! `sextant check` over many descriptors: how long it takes, and that its memory does not grow with their number.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Measure, median, once};
use super::{descriptors, machine, page};
use crate::commands::build::{self, Profile};
use crate::failure::Failure;
use crate::files;
use crate::steps::{Steps, human};
use crate::workspace;

/// What 100,000 descriptors may take.
const GOAL_SECONDS: f64 = 5.0;
const RUNS: usize = 5;

/// Flags of `bench check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many descriptor files; a tenth of them is measured beside, to compare the memory
    #[arg(long, default_value_t = 100_000)]
    files: usize,
    /// A binary that is there already, instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Write the figures into docs/benchmarks.md
    #[arg(long)]
    write: bool,
}

/// Builds, makes the descriptors up, measures.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(if arguments.binary.is_some() { 2 } else { 4 });
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build::bundle_and_server(&mut steps, Profile::Release)?,
    };
    let folder = workspace::target().join("bench").join("check");
    let sizes = [arguments.files / 10, arguments.files];
    let folders =
        steps.step("descriptors", || sizes.iter().map(|size| made(&folder, *size)).collect::<Result<Vec<_>, _>>())?;
    let measures = steps.step("sextant check", || {
        folders.iter().map(|folder| median(RUNS, || check(&binary, folder))).collect::<Result<Vec<_>, _>>()
    })?;
    let text = section(&sizes, &folders, &measures)?;
    println!("{text}");
    if arguments.write { page::write("check", &text) } else { Ok(()) }
}

/// The folder with so many descriptors.
fn made(folder: &Path, count: usize) -> Result<PathBuf, Failure> {
    let folder = folder.join(count.to_string());
    // Written last, so that a folder without it is one whose making was interrupted.
    let mark = folder.with_extension("made");
    if !mark.exists() {
        descriptors::write(&folder, count)?;
        std::fs::write(&mark, "").map_err(|error| Failure::file(&mark, &error))?;
    }
    Ok(folder)
}

fn check(binary: &Path, folder: &Path) -> Result<Measure, Failure> {
    once(Command::new(binary).args(["check", "--format", "concise", "."]).current_dir(folder), &[0, 1])
}

fn section(sizes: &[usize], folders: &[PathBuf], measures: &[Measure]) -> Result<String, Failure> {
    let mut text = format!(
        "## sextant check\n\n`cargo xtask bench check --write`: files of all seven formats, each in a folder of its own, with a \
         mistake in one of fifty; warm file cache, output thrown away, the middle of {RUNS} runs. The goal is 100,000 files \
         in {GOAL_SECONDS:.0} s on 2 cores, in memory that hardly grows with their number: where each entity is described is remembered, to \
         report doubles.\n\n| files | bytes | time | processor time | files \
         a second | peak resident |\n| ---: | ---: | ---: | ---: | ---: | ---: |\n"
    );
    for ((size, folder), measure) in sizes.iter().zip(folders).zip(measures) {
        let mut bytes = 0;
        for file in files::below(folder, &[])? {
            bytes += std::fs::metadata(&file).map_err(|error| Failure::file(&file, &error))?.len();
        }
        let a_second = *size as f64 / measure.wall.as_secs_f64();
        text.push_str(&format!(
            "| {size} | {} MiB | {} | {} | {a_second:.0} | {} MiB |\n",
            bytes >> 20,
            human(measure.wall),
            human(measure.processor),
            measure.peak_kib >> 10
        ));
    }
    if let Some((size, measure)) = sizes.iter().zip(measures).next_back() {
        let allowed = GOAL_SECONDS * *size as f64 / 100_000.0;
        let verdict = if measure.wall.as_secs_f64() <= allowed { "reached" } else { "missed" };
        text.push_str(&format!(
            "\nThe goal was {verdict}. A machine that others use too gives less than its cores: its load average is said, and \
             the processor time is what two cores of one's own would halve.\n"
        ));
    }
    text.push_str(&format!("\nMeasured on {}.\n", machine::describe()));
    Ok(text)
}
