//! The `sextant` binary.

use std::process::ExitCode;

use clap::Parser;
use sextant_server::cli::{Cli, run};

/// A catalog is many small allocations, made by many threads, of which each change gives some back. The system's allocator
/// spent a sixth of a start on that, and kept what was given back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    run(Cli::parse()).into()
}
