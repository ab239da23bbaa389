//! Descriptors of any format to documents of another, with a list of what the other one cannot say.
//!
//! Nothing is dropped in silence: reading a document back gives the entity that it was made of, but for the fields that
//! are on its list of gaps. To add a target: a file here, and a line in `target.rs`.

mod backstage;
mod compass;
mod entity;
mod envelope;
mod file;
mod gap;
mod native;
mod target;
mod values;

pub use entity::{ConvertedEntity, convert_entity};
pub use file::{ConvertedDocument, ConvertedFile, Unexpressed, convert_file};
pub use gap::Gap;
pub use target::Target;
pub use values::read_values;

pub use crate::yaml::to_yaml;
