//! The command line: one file a command.

mod arguments;
mod backfill;
mod check;
mod config;
mod convert;
mod exit;
mod explain;
mod init;
mod options;
mod output;
mod schema;
mod serve;
mod source;

pub use arguments::{Cli, run};
pub use exit::Exit;
