//! Scorecards on the live catalog: what rules read, and the current results.

mod around;
mod facts;
mod judge;
mod kept;
mod otherwise;
mod summary;

#[cfg(test)]
mod tests;

pub use facts::evaluate;
pub use judge::{Judging, Results};
pub use otherwise::{dated_otherwise, surveyed_otherwise};
pub use summary::summary;

pub(crate) use summary::add;
