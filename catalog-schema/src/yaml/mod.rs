//! YAML text to JSON values: the only module that knows the two YAML libraries.
//!
//! `serde_yaml` makes the values. `saphyr-parser` tells what it cannot: how deep a text nests before anything is built
//! from it, which scalars were quoted, and where each value stands; it is asked only when there is a reason to.

mod bounds;
mod convert;
mod document;
mod fault;
mod scan;
mod spans;
mod split;
mod text;
#[cfg(test)]
mod vectors;

pub(crate) use document::{Content, Document, read};
pub(crate) use fault::{Fault, FaultKind};
pub(crate) use spans::{Duplicate, Place};
pub(crate) use split::{Segment, split};
