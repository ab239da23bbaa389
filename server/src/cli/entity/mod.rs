//! `sextant entity`: entities that a portal keeps itself.

mod command;
mod import;

pub(super) use command::{Arguments, run};
