//! `sextant scorecard`: definitions of scorecards.

mod command;
mod convert;

pub(super) use command::{Arguments, run};
