//! `sextant graph`: questions to the graph of a running portal, or of a directory.

mod around;
mod ask;
mod command;
mod common;
mod cycles;
mod impact;
mod local;
mod order;
mod path;
mod remote;
mod table;
mod what_if;

pub(super) use ask::{AskError, Format, Server};
pub(super) use command::{Arguments, run};
pub(super) use table::{counted, plain, table};
