//! What rules may know of an entity.

mod groups;
mod happened;
mod input;
mod pushed;
mod reader;
mod record;
mod shown;
mod table;
mod value;

pub use groups::FactGroups;
pub use happened::{Counted, EventFacts};
pub use input::{
    Alone, Around, ContractFacts, Facts, FindingFacts, Levels, MeasureFacts, OwnerFacts, RecordFacts, Related,
    RelatedFacts, TransitiveFacts,
};
pub use pushed::PushedValue;
pub(crate) use pushed::{Pushed, ReadFact, place_of_pushed};
pub(crate) use reader::FactReader;
pub(crate) use record::RecordKind;
pub(crate) use shown::shown;
pub use table::{FactGroup, FactSpec, FactType, facts};
pub(crate) use table::{at as fact_at, fact};
pub(crate) use value::{DAY, day, start_of};
