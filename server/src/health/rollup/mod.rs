//! Scorecards over groups of entities, counted from the outcomes that the snapshot keeps, and what to mend next.

mod fixes;
mod groups;
mod owned;
mod tell;

#[cfg(test)]
mod tests;

pub(crate) use fixes::next_fixes;
pub(in crate::health) use groups::Key;
pub(crate) use groups::groups;
pub(crate) use owned::owned_by;
pub(crate) use tell::{group_key, rollup, team, to_wire};
