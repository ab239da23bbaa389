//! Figures about each node that follow from the whole graph.

mod criticality;
mod transitive;

pub use criticality::instability;
pub use transitive::{TransitiveMeasure, TransitiveMeasures, transitive_measures};

#[cfg(test)]
pub(super) use transitive::measures_of;
