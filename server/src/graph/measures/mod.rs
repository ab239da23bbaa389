//! Figures about each node that follow from the whole graph.

mod criticality;
mod direct;
mod measured;
mod transitive;

pub use criticality::instability;
pub use direct::DirectMeasures;
pub use measured::Measured;
pub use transitive::{TransitiveMeasure, TransitiveMeasures, transitive_measures};

#[cfg(test)]
pub(super) use transitive::measures_of;
