//! What may be asked of the graph, one question a file.

mod common;
mod cursor;
mod cut;
mod cycles;
mod impact;
mod impact_changes;
mod least;
mod named;
mod order;
mod path;
mod simple_paths;
mod teams_hit;
mod what_if;

pub use common::common;
pub use cycles::cycles;
pub(crate) use cycles::{Tied, tied};
pub use impact::impact;
pub(crate) use impact_changes::impact_changes;
pub use order::order;
pub use path::paths;

pub use what_if::{WhatIf, what_if};

#[cfg(test)]
pub(super) use cut::cut;
#[cfg(test)]
pub(super) use cycles::{example, knots};
#[cfg(test)]
pub(super) use order::groups_below;
#[cfg(test)]
pub(super) use path::shortest;
#[cfg(test)]
pub(super) use simple_paths::simple_paths;
