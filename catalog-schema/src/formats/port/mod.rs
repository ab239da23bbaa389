//! Port's port.yml: an entity of a blueprint, or a list of them.
//!
//! Blueprints are defined in Port, not in files. The words in `foreign::kind` have a kind; every other blueprint is a
//! custom kind.

mod api;
mod links;
mod properties;
mod read;
mod recognise;
mod relations;

pub(crate) use read::ROOT;
pub(super) use read::read;
pub(super) use recognise::{item, recognises, resembles};
