//! Which line of which descriptor says what an entity shows. Pure, and worked out from the texts when somebody asks;
//! see docs/concepts/provenance.md.

mod fields;
mod located;
mod origins;
mod rows;

pub use fields::{Description, FieldOrigin, Overruled, Said, provenance};
pub(crate) use located::item_at;
pub(crate) use origins::Origins;
