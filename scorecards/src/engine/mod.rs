//! Definitions in, verdicts out.

mod applies;
mod compile;
mod evaluate;
mod level;

pub use compile::{DefinitionError, Engine};
