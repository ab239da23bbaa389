//! Requests to addresses that somebody else names: only to where the source allows, whatever names resolve to.

mod client;
mod guard;
mod network;

pub use client::{Get, GetError, Got, GuardedClient};
pub use guard::{Guard, GuardError, Resolver, SystemResolver};
pub use network::{Network, is_public};
