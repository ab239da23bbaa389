//! Definitions in, verdicts out.

mod compile;
mod evaluate;

pub use compile::{DefinitionError, Engine};
