//! What pipelines push: a source whose locations are repositories, each replaced by what is pushed of it.

mod commit;
mod destination;
mod given;
mod names;
pub(crate) mod problems;
mod surroundings;
mod take;
mod turns;

pub(crate) use destination::{address, located};
pub(crate) use given::Given;
pub(crate) use surroundings::PushedFiles;
pub use take::Pushes;
