//! `cargo xtask faults`: the scenarios of `server/tests/faults/` at length, and docs/reliability.md.

use std::fs;
use std::time::Duration;

use serde::Deserialize;

use crate::bench::machine;
use crate::commands::test::environment::Environment;
use crate::commands::test::tally;
use crate::failure::Failure;
use crate::postgres::cluster;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// The longest a scenario says nothing.
const SILENCE: Duration = Duration::from_secs(1_800);

const HEAD: &str = "\
# Reliability

What Sextant is put through, and that nothing was lost: `cargo xtask faults --write` writes this page. The same scenarios run
shorter with every `cargo xtask test`.

Writers are `sextant source sync` processes that replace all entities of a location, 20 of them, again and again. A write
counts as acknowledged when such a process said so and ended well. Serving processes are `sextant serve`, asked over HTTP.
PostgreSQL runs with its own defaults for durability. While faults happen, every answer that is read is looked at, and after
them everything. The run stops at the first thing that does not hold:

- every acknowledged write is in the log, whole, at the revision that was acknowledged, and is shown, or a later one of the
  same writer;
- a write that was not acknowledged is there as a whole or not at all, in the log and in every answer;
- an answer is as new as its reader asked for (`Sextant-At-Least`), from whatever process;
- all processes show the same: each entity with its relations and scores, found by search, and counted by facets; and so does
  a process that knows nothing but the database.

";

/// Flags of `faults`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Processes to kill, on each engine
    #[arg(long, default_value_t = 120)]
    kills: u32,
    /// Times to cut all connections to the database
    #[arg(long, default_value_t = 60)]
    cuts: u32,
    /// Times to crash PostgreSQL, to fill the disk, to stop a process, to let the database hang
    #[arg(long, default_value_t = 6)]
    rounds: u32,
    /// How long eight writers and 32 readers are at three processes
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only scenarios whose name contains this
    filter: Option<String>,
    /// Write the figures into docs/reliability.md
    #[arg(long, conflicts_with = "filter")]
    write: bool,
}

/// What a scenario came to, as it left it in a file.
#[derive(Debug, Deserialize)]
struct Figures {
    scenario: String,
    engine: String,
    faults: Vec<(String, u32)>,
    acknowledged: u64,
    unacknowledged: u64,
    reads: u64,
    compared: u64,
    seconds: f64,
}

/// Runs the scenarios and collects their figures.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(3);
    let folder = workspace::target().join("faults");
    // What an earlier run left is not this one's; that there is nothing is fine.
    let _ = fs::remove_dir_all(&folder);
    workspace::make_dir(&folder)?;
    let test = |rest: &[&str]| {
        let mut command = workspace::cargo();
        command.args(["test", "--workspace", "--test", "faults"]).args(rest);
        command
    };
    steps.step("compiled", || run::pass_through(&mut test(&["--no-run"])))?;
    let postgres = Some(steps.step("a throw-away PostgreSQL", cluster::start)?);
    let environment = Environment { postgres, ..Environment::default() };
    steps.step("faults", || {
        let mut command = test(&["--", "--include-ignored", "--nocapture", "--test-threads", "1"]);
        command
            .args(&arguments.filter)
            .env("SEXTANT_FAULT_KILLS", arguments.kills.to_string())
            .env("SEXTANT_FAULT_CUTS", arguments.cuts.to_string())
            .env("SEXTANT_FAULT_ROUNDS", arguments.rounds.to_string())
            .env("SEXTANT_FAULT_SECONDS", arguments.seconds.to_string())
            .env("SEXTANT_FAULT_REPORT", &folder);
        tally::within(vec![command], &environment, true, SILENCE)
    })?;
    let mut all = Vec::new();
    for path in crate::files::below(&folder, &[])? {
        let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
        let figures = serde_json::from_str(&text);
        all.push(figures.map_err(|error| Failure::new(format!("{}: {error}", path.display())))?);
    }
    let text = table(&all);
    println!("{text}");
    if arguments.write {
        let path = workspace::root().join("docs").join("reliability.md");
        fs::write(&path, format!("{HEAD}{text}")).map_err(|error| Failure::file(&path, &error))?;
    }
    Ok(())
}

fn table(all: &[Figures]) -> String {
    let mut text =
        "| faults | database | acknowledged writes | lost | unacknowledged, of which in part | answers looked at \
                    | entities compared | time |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
            .to_owned();
    for figures in all {
        let faults: Vec<String> = figures.faults.iter().map(|(what, count)| format!("{what}: {count}")).collect();
        text.push_str(&format!(
            "| {} ({}) | {} | {} | 0 | {}, 0 | {} | {} | {:.0} s |\n",
            faults.join(", "),
            figures.scenario,
            figures.engine,
            figures.acknowledged,
            figures.unacknowledged,
            figures.reads,
            figures.compared,
            figures.seconds
        ));
    }
    let faults = || all.iter().flat_map(|figures| &figures.faults);
    let sum = |word: &str| faults().filter(|(what, _)| what.contains(word)).map(|(_, count)| count).sum::<u32>();
    text.push_str(&format!(
        "\n{} processes were killed and all connections cut {} times. The word in brackets is the scenario's file in \
         `server/tests/faults/`. The zeros are what the scenarios assert: with anything else there would be no figures.\n\nRun on \
         {}; a debug build.\n",
        sum("killed"),
        sum("cut"),
        machine::describe()
    ));
    text
}
