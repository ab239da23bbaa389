//! The demo company as git repositories with a past.

mod glob;
mod history;
mod layout;
mod repository;
mod stamp;
mod states;

pub(crate) use layout::{Demo, ensure};
