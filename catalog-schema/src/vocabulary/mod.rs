//! The words that an organisation adds to the model: custom fields and component types that it defines, and what of an
//! entity does not fit them. Pure; see docs/concepts/custom-fields.md.

mod check;
mod diagnose;
mod entity_type;
mod field;
mod file;
mod judge;
mod value;
mod words;

pub use check::DefinitionProblem;
pub use diagnose::{DescribedIn, diagnose, missing};
pub use entity_type::TypeDefinition;
pub use field::{FieldDefinition, FieldType, filter_key};
pub use file::VocabularyFile;
pub use judge::Misfit;
pub use words::Vocabulary;
