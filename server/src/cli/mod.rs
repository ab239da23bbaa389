//! The command line: one file a command.

mod arguments;
mod backfill;
mod check;
mod config;
mod exit;
mod explain;
mod serve;

pub use arguments::{Cli, run};
pub use exit::Exit;
