//! Where figures were measured.

use std::env;
use std::fs;
use std::num::NonZero;
use std::process::Command;
use std::thread;

use crate::process::run;
use crate::workspace;

/// The machine, the compiler, the commit, and how busy the machine is, in one line.
pub(crate) fn describe() -> String {
    let line = |path: &str, key: &str| {
        let text = fs::read_to_string(path).ok()?;
        let value = text.lines().find_map(|line| line.strip_prefix(key))?;
        Some(value.trim_start_matches([' ', '\t', ':']).to_owned())
    };
    let processor = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let kib = line("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    let memory = kib.map_or_else(String::new, |kib| format!(", {} GiB", kib >> 20));
    let said = |command: &mut Command| run::capture(command).map(|text| text.trim().to_owned()).unwrap_or_default();
    let compiler = said(Command::new("rustc").arg("--version"));
    let commit = said(Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).current_dir(workspace::root()));
    let date = said(Command::new("git").args(["log", "-1", "--format=%cs"]).current_dir(workspace::root()));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    // What was built otherwise than the workspace says.
    let mut profile: Vec<String> = env::vars()
        .filter(|(name, _)| name.starts_with("CARGO_PROFILE_") && name.ends_with("_LTO"))
        .map(|(name, value)| format!("; {name}={value}"))
        .collect();
    profile.sort();
    let profile = profile.concat();
    format!("{processor}, {cores} cores{memory}; {compiler}{profile}; commit {commit} of {date}; load average {load}")
}
