//! Which repositories there are: pages of 100 in GraphQL, each with what tells whether it changed.

mod discover;
mod query;
mod wire;

pub(super) use discover::look_up_id;
pub use discover::{Discovered, discover, look_up};
pub(super) use wire::PageInfo;
