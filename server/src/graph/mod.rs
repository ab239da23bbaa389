//! The graph of entities: the live structure, and what is asked of it.
//!
//! Ids outside of the read side are references; a `Slot` means nothing beyond the snapshot that it came from.

mod edge;
pub(crate) mod export;
mod flat_lists;
mod image;
mod impact;
mod impact_lists;
mod live_graph;
mod measures;
mod neighbourhood;
mod network;
mod owner;
mod petgraph_traits;
mod questions;
mod related;
mod relation_table;
mod slot;
mod spread;
mod steps;
mod trail;
mod update;
mod view;

#[cfg(test)]
mod tests;

pub use measures::{DirectMeasures, Measured, TransitiveMeasure, TransitiveMeasures, instability, transitive_measures};
pub use neighbourhood::graph;
pub use owner::effective_owner;
pub(crate) use questions::{Tied, impact_changes, tied};
pub use questions::{WhatIf, common, cycles, impact, order, paths, what_if};
pub use related::relations;

pub(crate) use owner::{effective_owner_of, effective_owner_ref};

pub(crate) use edge::{Declaration, Edge, EdgeChange, HalfEdge, Side};
pub(crate) use image::{GraphImage, NodeParts};
pub(crate) use impact::{dependencies, dependents, direct_measures, touched_by};
pub(crate) use impact_lists::Point;
pub(crate) use live_graph::Graph;
pub(crate) use network::ImpactNetwork;
pub(crate) use owner::descendants;
pub(crate) use relation_table::{RelationId, RelationTable};
pub(crate) use slot::{Slot, SlotSet};
pub(crate) use spread::Spread;
pub(crate) use steps::Steps;
pub(crate) use trail::Trail;
pub(crate) use view::GraphView;
