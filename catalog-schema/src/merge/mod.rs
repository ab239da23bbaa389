//! Several descriptors of one entity to one entity, field by field. Pure; see docs/concepts/provenance.md.

mod descriptor;
mod entity;
mod lists;
mod precedence;

pub use entity::{merge, merge_in_order};
pub(crate) use lists::is_one_link;
pub use precedence::{Precedence, PrecedenceError};
