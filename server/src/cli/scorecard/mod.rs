//! `sextant scorecard`: what scorecards say, and definitions of them.

mod command;
mod convert;
mod explain;
mod gate;
mod report;
mod simulate;
mod test;
mod told;

pub(super) use command::{Arguments, run};
