//! `sextant fact`: what is known of entities and no descriptor says.

mod command;
mod list;
mod push;

pub(super) use command::{Arguments, run};
