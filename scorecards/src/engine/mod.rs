//! Definitions in, verdicts out.

mod applies;
mod compile;
mod deadline;
mod evaluate;
mod level;
mod order;

pub use compile::{DefinitionError, Engine};
pub use deadline::Evaluation;
