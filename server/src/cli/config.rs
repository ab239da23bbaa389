//! `sextant config show`.

use clap::{Args, Subcommand};

use super::{Exit, serve};
use crate::config::{Settings, show};

/// What to do with the configuration.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show every setting, its value and its origin: flag, environment, file or default.
    Show(serve::Arguments),
}

pub(super) fn run(arguments: Arguments) -> Exit {
    let Action::Show(flags) = arguments.action;
    match Settings::resolve(flags.into(), |name| std::env::var(name).ok()) {
        Ok(settings) => {
            print!("{}", show(&settings));
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            Exit::Usage
        }
    }
}
