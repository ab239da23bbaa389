//! The impact relation laid out flat, for questions that go through much of the graph.

mod adjacency;
mod articulation;
mod components;
mod depth;
mod impact_network;
mod reach;
mod runs;

pub(crate) use adjacency::Adjacency;
pub(crate) use articulation::articulation_points;
pub(crate) use components::Components;
pub(crate) use depth::depths;
pub(crate) use impact_network::ImpactNetwork;
pub(crate) use reach::{Counts, reach_counts};
