//! `/graph`: how it hangs together. What is around an entity, how one depends on another, and what depends on itself.

mod around;
mod cycles;
mod explorer;
mod form;
mod frame;
mod load;
mod path;

pub use around::graph_svg;
pub(crate) use load::load;
