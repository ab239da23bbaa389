//! The one implementation of the reads that REST handlers and pages share.

mod audit;
mod catalog;
mod changes;
pub(crate) mod cursor;
mod descriptions;
mod descriptor;
mod diagnostics;
mod explained;
mod graph;
mod history;
mod initiatives;
mod memo;
mod moves;
mod problems;
mod remote;
mod scores;
mod simulation;
mod sources;
mod trends;

pub use catalog::CatalogPortal;
pub(crate) use graph::long;
pub(crate) use problems::{invalid_value, source_paused, unavailable};
pub(crate) use trends::MOST_DAYS;
