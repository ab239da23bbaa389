//! What stands in a repository at a commit.

mod blobs;
mod file;
mod listing;
mod repository;
mod tree;

pub use blobs::blobs;
pub(super) use file::file;
pub use listing::{Entry, EntryKind, RepositoryListing};
pub(super) use repository::GithubTree;
pub use tree::tree;
