//! Scorecards over groups of entities, from the sums that the snapshot keeps, and what to mend next.

mod best;
mod every;
mod fixes;
mod groups;
mod order;
mod owned;
mod tell;

#[cfg(test)]
mod tests;

pub(crate) use every::every_fix;
pub(crate) use fixes::next_fixes;
pub(crate) use groups::groups;
pub(in crate::health) use groups::within;
pub(crate) use owned::owned_by;
pub(crate) use tell::{group_key, rollup, team, to_wire};
