//! A table of entities, as a spreadsheet writes it, taken in as entities that the portal keeps.

mod cells;
mod read;
#[cfg(test)]
mod read_tests;
mod take;

pub use take::TableOptions;

/// The largest table, in bytes.
pub const LARGEST: usize = 1 << 20;
/// So many rows one table may have.
pub(super) const MOST: usize = 1_000;
