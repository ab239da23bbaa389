//! Scorecards on the live catalog: what rules read, and the current results.

mod facts;
mod project;

pub use facts::evaluate;
pub use project::{Projection, project};
