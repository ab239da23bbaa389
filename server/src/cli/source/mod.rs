//! `sextant source`: the sources of a catalog, what is held back of them, and reading them now.

mod add;
mod command;
mod manage;
mod sync;

pub(super) use command::{Arguments, run};
