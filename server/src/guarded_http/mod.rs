//! Requests to addresses that somebody else names: only to where the source allows, whatever names resolve to.

mod guard;
mod network;

pub use guard::{Guard, GuardError, Resolver, SystemResolver};
pub use network::{Network, is_public};
