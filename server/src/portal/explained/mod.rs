//! Results of scorecards, explained.

mod changes;
mod explain;
mod origins;

pub(super) use explain::explain;
