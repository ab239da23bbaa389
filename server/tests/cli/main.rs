//! The command line as scripts and people call it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod backfill;
mod backup;
mod check;
mod config;
mod convert;
mod doctor;
mod dry_run;
mod entity;
mod event;
mod examples;
mod exemption;
mod explain;
mod fact;
mod gate;
mod graph;
mod init;
mod initiative;
mod installation;
mod jenkinsfile;
mod pipelines;
mod portal;
mod push;
mod schema;
mod scorecard;
mod scorecard_convert;
mod scorecard_test;
mod serve;
mod simulate;
mod source;
mod token;

use std::path::Path;
use std::process::{Command, Output};

/// Runs `sextant` in `directory` without any of this machine's settings.
fn sextant(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SEXTANT_")) {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(directory).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
