//! `sextant scorecard`: what scorecards say, and why.

mod command;
mod explain;
mod told;

pub(super) use command::{Arguments, run};
