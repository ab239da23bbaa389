//! What is around an entity: drawn, and the same in tables.

mod colour;
mod edges;
mod expand;
mod fields;
mod file;
mod load;
mod nodes;
mod picture;
mod start;
mod state;
mod view;

pub use file::graph_svg;
pub(super) use load::load;
