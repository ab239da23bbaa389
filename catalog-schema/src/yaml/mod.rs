//! YAML text to JSON values: the only module that knows the two YAML libraries.
//!
//! `serde_yaml` makes the values. `saphyr-parser` tells what it cannot: how deep a text nests before anything is built
//! from it, which scalars were quoted, and where each value stands; it is asked only when there is a reason to. Most
//! descriptors keep to a part of YAML that `plain` reads, which takes a tenth of the time.

mod bounds;
mod convert;
mod document;
mod fault;
mod items;
mod merge;
mod plain;
mod scan;
mod spans;
mod split;
mod text;
#[cfg(test)]
mod vectors;
mod within;
mod write;
#[cfg(test)]
mod write_tests;

pub(crate) use convert::parse;
pub(crate) use document::{Content, Document, read};
pub(crate) use fault::{Fault, FaultKind};
pub(crate) use items::items;
pub(crate) use scan::Version;
pub(crate) use spans::{Duplicate, Place, text_ranges};
pub(crate) use split::{Segment, split};
pub use write::to_yaml;
