//! Scorecards as such, and what each comes to over many entities.

mod definition;
mod results;
mod standing;
mod tally;

pub use results::results;
pub use tally::{scorecard, scorecards};
