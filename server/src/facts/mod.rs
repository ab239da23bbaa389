//! What others push of entities: checked against what is declared, written in one short transaction, and told again.

mod check;
mod intake;
mod moments;
mod problems;
mod tell;

pub use intake::FactIntake;

pub(crate) use problems::no_facts;
pub(crate) use tell::{told, told_as};
