//! Facts that others push, as descriptors of the kind `FactType` declare them.

mod age;
mod data;
mod read;
mod set;
mod value_type;

pub(crate) use age::milliseconds;
pub use data::DeclaredFact;
pub use read::{FactTypeReading, read_fact_type};
pub use set::DeclaredFacts;
pub(crate) use value_type::moment;
pub use value_type::{ValueType, Wrong};
