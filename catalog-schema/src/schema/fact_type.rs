//! What the spec of a fact's type holds. Who reads it is the crate `scorecards`, whose tests hold the two together.

use super::shape::{Field, Shape, field};

/// What a value may be.
pub(super) const TYPES: &[&str] = &["number", "integer", "boolean", "string", "timestamp", "list-of-strings"];

/// What the field `type` says here.
pub(super) const TYPE: &str = "What a value of the fact is.";

/// The fields of the spec besides those of every kind.
pub(super) const FIELDS: &[Field] = &[
    field("unit", Shape::Text, "What numbers are in, such as %."),
    field(
        "maxAge",
        Shape::Matching("^[0-9]+[smhdw]$", "30d"),
        "How long a value holds: a whole number with s, m, h, d or w; for ever, if left out.",
    ),
];
