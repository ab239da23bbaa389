//! What rules may know of an entity.

mod groups;
mod input;
mod reader;
mod table;
mod value;

pub use groups::FactGroups;
pub use input::{
    Alone, Around, ContractFacts, Facts, FindingFacts, Levels, MeasureFacts, OwnerFacts, RecordFacts, Related,
    RelatedFacts, TransitiveFacts,
};
pub(crate) use reader::FactReader;
pub(crate) use table::fact;
pub use table::{FactGroup, FactSpec, FactType, facts};
pub(crate) use value::day;
