//! A problem of a field, told by whoever knows what the field means and not where it stands.

use std::ops::Range;

use super::codes::Code;

/// What is wrong with a field of a descriptor, before its place in a file is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The kind of problem; says how much it matters.
    pub code: &'static Code,
    /// One sentence that stands alone.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The field, as a JSON pointer into the descriptor; where it is missing, the field that it should be.
    pub pointer: String,
    /// What of it is meant.
    pub part: FieldPart,
}

/// The part of a field that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldPart {
    /// Its name.
    Key,
    /// Its value.
    Value,
    /// These bytes of its value, a text.
    Within(Range<usize>),
}
