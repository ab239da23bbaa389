//! The feed of changes, by question or as a stream.

pub(super) mod csv;
pub(super) mod list;
mod readers;
mod stream;

pub use readers::Readers;
