//! A directory, or one file, on this machine: read once, then watched.

mod diagnostics;
mod read;
mod source;
mod walk;
mod watch;

pub use read::read;
pub use source::{DirectorySource, SourceError};
pub use walk::{FoundFile, Listing, is_candidate, list};
