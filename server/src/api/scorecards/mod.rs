//! Scorecards.

pub(super) mod csv;
pub(super) mod list;
pub(super) mod results;
pub(super) mod show;
