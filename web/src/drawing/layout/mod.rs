//! A layered drawing of a directed graph: edges run from left to right, boxes never overlap, and the same graph gives
//! the same drawing in whatever order its nodes and edges come. Nothing here recurses, so depth costs no stack.
//!
//! The frame is K. Sugiyama, S. Tagawa, M. Toda: Methods for Visual Understanding of Hierarchical System Structures,
//! 1981: remove cycles, assign layers, order each layer, give coordinates. Each step names its own source.

mod alignment;
mod chains;
mod compaction;
mod components;
mod coordinates;
mod crossings;
mod cycles;
mod layers;
mod order;
mod pack;
mod place;
mod ports;
mod routes;
mod shapes;
#[cfg(test)]
mod tests;

pub(crate) use place::place;
pub(crate) use shapes::{Course, NodeBox, Placed, Point, Route};
