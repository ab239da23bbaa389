//! What stands in a repository at a commit.

mod blobs;
mod listing;
mod tree;

pub use blobs::blobs;
pub use listing::{Entry, EntryKind, Refused, RepositoryListing};
pub use tree::tree;
