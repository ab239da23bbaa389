//! What stands in a repository at a commit.

mod blobs;
mod repository;
mod tree;

pub use blobs::contents;
pub(super) use repository::GitlabTree;
pub use tree::listing;
