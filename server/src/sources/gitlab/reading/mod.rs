//! What stands in a repository at a commit.

mod blobs;
mod file;
mod repository;
mod tree;

pub use blobs::contents;
pub(super) use file::file;
pub(super) use repository::GitlabTree;
pub use tree::listing;
