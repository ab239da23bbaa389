//! What a detector makes of a repository.

/// A value, and what it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess<T> {
    pub(super) value: T,
    /// For a comment beside the value, such as `Cargo.toml`.
    pub(super) from: String,
}

impl<T> Guess<T> {
    pub(super) fn new(value: T, from: impl Into<String>) -> Self {
        Self { value, from: from.into() }
    }
}
