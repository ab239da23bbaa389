//! What rules may know of an entity.

mod input;
mod reader;
mod table;
mod value;

pub use input::{Facts, MeasureFacts, OwnerFact};
pub(crate) use reader::FactReader;
pub use table::{FACTS, FactSpec, FactType};
