//! Definitions in, verdicts out.

mod applies;
mod compile;
mod deadline;
mod evaluate;
mod judge;
mod level;
mod order;

pub use compile::{DefinitionError, Engine};
pub use deadline::Evaluation;
pub use judge::{Judge, Judged, Past, PastRules, Standing, Verdict};
