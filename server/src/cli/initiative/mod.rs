//! `sextant initiative`: what is to be reached until when, and who is left.

mod command;
mod list;
mod markdown;
mod show;
mod words;

pub(super) use command::{Arguments, run};
