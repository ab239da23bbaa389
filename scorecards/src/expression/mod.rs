//! CEL expressions: parsed and checked once, evaluated many times.

mod check;
mod compiled;
mod error;
mod failure;
mod functions;
mod guide;
mod parse;
mod spans;
mod types;
mod vocabulary;

pub(crate) use check::{LevelReads, closest};
pub(crate) use compiled::Expression;
pub use error::{ExpressionError, ExpressionProblem};
pub use guide::{FunctionGuide, functions};
pub(crate) use vocabulary::{Sought, Vocabulary};
