//! `cargo xtask fuzz`: looks for bytes on which a decoder panics, hangs or takes memory without end.

use std::collections::VecDeque;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::{apt, path};
use crate::workspace;

/// What a stable compiler is told so that libFuzzer sees which ways a program goes.
const RUSTFLAGS: &str = "--cfg fuzzing -C passes=sancov-module -C llvm-args=-sanitizer-coverage-level=4 \
                         -C llvm-args=-sanitizer-coverage-inline-8bit-counters \
                         -C llvm-args=-sanitizer-coverage-pc-table -C llvm-args=-sanitizer-coverage-trace-compares";
/// Memory that a target may take, in MiB. An input has 16 KiB at most: a hundred times less would do.
const MEMORY: u32 = 512;
const LONGEST_INPUT: u32 = 16 << 10;
/// How long a target runs unless told otherwise.
const SECONDS: u64 = 60;
/// Seconds that one input may take.
const HANGS: u32 = 10;
/// Targets that run at a time on each core.
const PER_CORE: usize = 2;

/// Flags of `fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How long each target runs
    #[arg(long, default_value_t = SECONDS)]
    pub(crate) seconds: u64,
    /// Run one target once, on this file
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
    /// The decoders; all if none is named
    #[arg(value_name = "TARGET")]
    pub(crate) targets: Vec<String>,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { seconds: SECONDS, input: None, targets: Vec::new() }
    }
}

/// Builds the targets and runs those that are asked for.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let known = targets()?;
    if let Some(unknown) = arguments.targets.iter().find(|target| !known.contains(target)) {
        return Err(Failure::new(format!("there is no target {unknown}")).help(known.join(", ")));
    }
    let chosen = if arguments.targets.is_empty() { known } else { arguments.targets.clone() };
    let folder = build()?;
    match &arguments.input {
        Some(input) => {
            chosen.iter().try_for_each(|target| run::pass_through(Command::new(folder.join(target)).arg(input)))
        }
        None => run_all(&folder, chosen, Duration::from_secs(arguments.seconds)),
    }
}

fn package() -> PathBuf {
    workspace::root().join("fuzz")
}

/// The names of all targets.
fn targets() -> Result<Vec<String>, Failure> {
    let mut command = workspace::cargo();
    command
        .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
        .arg(package().join("Cargo.toml"));
    let text = run::capture(&mut command)?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cargo metadata printed no JSON: {error}")))?;
    let all = metadata["packages"][0]["targets"].as_array().into_iter().flatten();
    let programs = all.filter(|target| target["kind"][0] == "bin");
    Ok(programs.filter_map(|target| target["name"].as_str()).map(str::to_owned).collect())
}

/// Compiles all targets; answers the folder that they are in.
fn build() -> Result<PathBuf, Failure> {
    // libFuzzer comes as a crate, with its source in C++.
    if path::find(&["c++", "g++", "clang++"]).is_none() {
        apt::install(&["g++"])?;
    }
    let host = host()?;
    let target = workspace::target().join("fuzz");
    let mut command = workspace::cargo();
    command
        .args(["build", "--release", "--locked", "--quiet", "--manifest-path"])
        .arg(package().join("Cargo.toml"))
        // A target of its own keeps what runs while compiling free of these flags.
        .args(["--target", &host, "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", RUSTFLAGS);
    run::pass_through(&mut command)?;
    Ok(target.join(host).join("release"))
}

/// The target that the compiler itself runs on.
fn host() -> Result<String, Failure> {
    let text = run::capture(Command::new("rustc").arg("-vV"))?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("rustc -vV names no host"))
}

/// Runs the targets, a few at a time, also after one failed.
fn run_all(folder: &Path, targets: Vec<String>, time: Duration) -> Result<(), Failure> {
    let workers = PER_CORE * thread::available_parallelism().map_or(1, NonZero::get);
    let waiting = Mutex::new(VecDeque::from(targets));
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(target) = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
                    if let Err(failure) = run_one(folder, &target, time) {
                        failures.lock().unwrap_or_else(PoisonError::into_inner).push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut failures = failures.into_iter();
    match failures.next() {
        None => Ok(()),
        Some(first) => Err(failures.fold(first, Failure::and)),
    }
}

fn run_one(folder: &Path, target: &str, time: Duration) -> Result<(), Failure> {
    let found = workspace::target().join("fuzz").join("corpus").join(target);
    let artifacts = workspace::target().join("fuzz").join("artifacts").join(target);
    workspace::make_dir(&found)?;
    // What is there from before would be taken for what this run finds.
    let _ = fs::remove_dir_all(&artifacts);
    workspace::make_dir(&artifacts)?;
    let log = workspace::log(&format!("fuzz-{target}"));
    let mut command = Command::new(folder.join(target));
    command
        .arg(&found)
        .arg(package().join("corpus").join(target))
        .arg(format!("-max_total_time={}", time.as_secs()))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .arg(format!("-max_len={LONGEST_INPUT}"))
        .arg(format!("-timeout={HANGS}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg("-print_final_stats=1")
        .current_dir(folder);
    let result = run::logged(&mut command, &log, Some(time + Duration::from_secs(120)));
    let text = fs::read_to_string(&log).unwrap_or_default();
    let runs = text.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let memory = text.lines().find_map(|line| line.strip_prefix("stat::peak_rss_mb:"));
    eprintln!("      {target}: {} inputs, {} MiB", runs.unwrap_or("?").trim(), memory.unwrap_or("?").trim());
    result.map_err(|failure| {
        let input = fs::read_dir(&artifacts).into_iter().flatten().flatten().next().map(|entry| entry.path());
        match input {
            Some(input) => Failure::new(format!("{target} fails on {}", input.display()))
                .help(format!("cargo xtask fuzz {target} --input {}", input.display())),
            None => failure,
        }
    })
}
