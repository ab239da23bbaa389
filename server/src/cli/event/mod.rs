//! `sextant event`: tells a portal what happened.

mod batches;
mod command;
mod deployment;
mod push;
mod send;

pub(super) use command::{Arguments, run};
