//! What an organisation defines of custom fields and component types: kept, listed with how much uses it, and descriptors
//! looked at again when it changes.

mod keeper;
mod problems;
mod recheck;
mod told;

pub use keeper::Vocabularies;
pub(crate) use problems::{is_defined, keeps_its_name, not_understood};
pub use recheck::run;
pub(crate) use told::{entity_type, field, fields, of_field, of_type, types};
