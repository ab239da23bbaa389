//! Build, run, test and check Sextant: `cargo xtask …` is the only tool that a newcomer needs beside cargo.
//!
//! Exit codes: 0 done, 1 something failed, 2 the command line was wrong.

mod bench;
mod browser;
mod cli;
mod commands;
mod corpus;
mod demo;
mod deploy;
mod failure;
mod files;
mod http;
mod portal;
mod postgres;
mod process;
mod services;
mod steps;
mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match process::interrupt::install().and_then(|()| arguments.command.execute()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
