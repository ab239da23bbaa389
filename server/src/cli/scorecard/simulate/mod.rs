//! `sextant scorecard simulate`: who would change, before a definition is published.

mod command;
mod told;

pub(super) use command::{Arguments, run};
