//! The one implementation of the reads that REST handlers and pages share.

mod catalog;
mod descriptions;
mod descriptor;
mod diagnostics;
mod problems;
mod sources;

pub use catalog::CatalogPortal;
