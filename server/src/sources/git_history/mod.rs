//! What the git repositories in a directory were, commit by commit, put before what the directory says now.

mod backfill;
mod changes;
mod commits;
mod error;
mod facts;
mod history;
mod objects;
mod reader;
mod repository;
mod surroundings;
mod tree;

pub use backfill::{Backfill, Backfilled};
pub use error::HistoryError;
pub use facts::{CommitFacts, checked_out_branch};
pub use tree::repository_facts;
