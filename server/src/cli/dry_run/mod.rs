//! What the descriptors of a working tree would change in a portal's catalog.

mod ask;
mod error;
mod files;
mod findings;
mod hand_over;
mod scores;
mod target;
mod told;
mod tree;

pub(super) use ask::{Asked, Question, ask};
pub(super) use error::DryRunError;
pub(super) use files::Files;
pub(super) use findings::findings;
pub(super) use hand_over::{hand_over, parsed};
pub(super) use scores::{levels, points, rules};
pub(super) use told::{Shape, hit, summary, told};
pub(super) use tree::Tree;
