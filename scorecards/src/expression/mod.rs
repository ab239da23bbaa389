//! CEL expressions: parsed and checked once, evaluated many times.

mod check;
mod compiled;
mod error;

pub(crate) use compiled::Expression;
pub use error::ExpressionError;
