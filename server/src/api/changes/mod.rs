//! The feed of changes, by question or as a stream.

pub(super) mod list;
mod stream;
