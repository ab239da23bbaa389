//! What the descriptors of a working tree would change in a portal's catalog.

mod ask;
mod error;
mod files;
mod findings;
mod target;
mod told;
mod tree;

pub(super) use ask::{Asked, Question, ask};
pub(super) use error::DryRunError;
pub(super) use findings::findings;
pub(super) use told::{Shape, hit, summary, told};
