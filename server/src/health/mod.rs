//! Scorecards on the live catalog: what rules read, and the current results.

mod around;
mod facts;
mod judge;
mod overall;
mod summary;
pub mod transitions;

pub use facts::evaluate;
pub use judge::{judge, judge_all};
pub use overall::{results, scorecard, scorecards};
pub use summary::summary;

pub(crate) use summary::add;
