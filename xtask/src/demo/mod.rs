//! The demo company as git repositories with a past, and what happened to it.

mod events;
mod glob;
mod history;
mod layout;
mod repository;
mod stamp;
mod states;

use std::process::Command;

pub(crate) use layout::{Demo, ensure};

/// Leaves out what the environment says to the command of a portal.
fn without_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"SEXTANT_")) {
        command.env_remove(name);
    }
}
