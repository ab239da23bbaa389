//! `sextant scorecard …`: scorecards as code.

mod command;
mod report;
mod test;

pub(super) use command::{Arguments, run};
