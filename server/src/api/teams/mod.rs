//! Teams, and how they depend on each other.

pub(super) mod dependencies;
pub(super) mod list;
pub(super) mod scorecards;
