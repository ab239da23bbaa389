//! What scorecards say over time: since when each result is so, and what was before.
//!
//! One process at a time writes it down, from the snapshots that it follows; what came and went between two of them, or
//! while nobody ran, is not seen; of what is replayed it is written down as if somebody had looked at the time. Entities are told apart by uid, so that a history outlives a deletion and a new name.

mod compare;
mod current;
mod days;
mod history;
mod kept;
mod past;
mod recorder;
mod since;
mod watch;

#[cfg(test)]
mod sums_tests;
#[cfg(test)]
mod tests;

pub(super) use current::Current;
pub(super) use history::History;
pub use past::Past;
pub use recorder::{Looked, Recorder};
pub use since::tell_since;
pub use watch::run;
