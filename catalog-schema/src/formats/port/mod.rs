//! Port's port.yml: an entity of a blueprint, or a list of them.
//!
//! Blueprints are defined in Port, not in files. What an organisation's own are, it says by [`Blueprints`]; the words in
//! `foreign::kind` have a kind anyway, and every other blueprint is a custom kind.

mod api;
mod blueprints;
mod links;
mod properties;
mod read;
mod recognise;
mod relations;

pub use blueprints::{BlueprintError, Blueprints};
pub(crate) use read::ROOT;
pub(super) use read::read;
pub(super) use recognise::{item, recognises, resembles};
