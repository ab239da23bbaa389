//! Scorecards as such, and what each comes to over many entities.

mod definition;
mod results;
mod tally;

pub use results::results;
pub use tally::{scorecard, scorecards};

pub(super) use definition::scope;
pub(crate) use definition::{find, scorecard_name};
