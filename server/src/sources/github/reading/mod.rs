//! What stands in a repository at a commit.

mod blobs;
mod listing;
mod repository;
mod tree;

pub use blobs::blobs;
pub use listing::{Entry, EntryKind, RepositoryListing};
pub(super) use repository::GithubTree;
pub use tree::tree;
