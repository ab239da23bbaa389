//! Scorecards on the live catalog: what rules read, and the current results.

mod facts;
mod project;
mod summary;

pub use facts::evaluate;
pub use project::{Projection, project};
pub use summary::summary;

pub(crate) use summary::add;
