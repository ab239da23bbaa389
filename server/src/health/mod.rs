//! Scorecards on the live catalog: what rules read, and the current results.

mod around;
mod facts;
pub mod initiatives;
mod judge;
mod kept;
mod moves;
mod otherwise;
mod overall;
mod reading;
mod rollup;
mod simulation;
mod summary;
mod sums;
pub mod transitions;

#[cfg(test)]
mod tests;

pub use facts::evaluate;
pub use judge::{Judging, Results, judge_all, judge_later};
pub(crate) use moves::{moves, uids_of};
pub use otherwise::{dated_otherwise, surveyed_otherwise};
pub(crate) use overall::{find, scorecard_name};
pub use overall::{results, scorecard, scorecards};
pub use simulation::{SimulationLimits, Simulations};
pub use summary::summary;

pub(crate) use reading::Reading;
pub(crate) use rollup::{every_fix, group_key, next_fixes, rollup, team};
pub(crate) use summary::add;
pub(crate) use sums::Sums;
