//! The `sextant` binary.

use std::process::ExitCode;

use clap::Parser;
use sextant_server::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse()).into()
}
