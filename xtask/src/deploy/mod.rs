//! What examples/deploy is checked with.

pub(crate) mod tools;
