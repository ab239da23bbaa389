//! Scorecards.

pub(super) mod csv;
pub(super) mod list;
pub(super) mod results;
pub(super) mod rollup;
pub(super) mod rollup_csv;
pub(super) mod show;
pub(super) mod trend;
