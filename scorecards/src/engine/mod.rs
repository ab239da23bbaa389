//! Definitions in, verdicts out.

mod applies;
mod compile;
mod evaluate;
mod judge;
mod level;

pub use compile::{DefinitionError, Engine};
pub use judge::{Judge, Judged, Past, PastRules, Standing, Verdict};
