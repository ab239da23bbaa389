//! The command line: one file a command.

mod arguments;
mod backfill;
mod backup;
mod check;
mod config;
mod convert;
mod database;
mod definition;
mod doctor;
mod dry_run;
mod entity;
mod event;
mod exemption;
mod exit;
mod explain;
mod fact;
mod graph;
mod init;
mod initiative;
mod options;
mod output;
mod push;
mod restore;
mod schema;
mod scorecard;
mod serve;
mod source;
mod token;

pub use arguments::{Cli, run};
pub use exit::Exit;
