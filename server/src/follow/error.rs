//! Why a projection could not follow. What it shows stays as it was; it tries again.

use std::time::Duration;

use crate::search::SearchError;
use crate::store::StoreError;

/// Why a projection could not follow.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The search index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The database took longer than this to say what is new.
    #[error("the database did not answer within {} s", .0.as_secs())]
    Silent(Duration),
    /// A worker thread died.
    #[error("applying changes stopped: {0}")]
    Worker(#[from] tokio::task::JoinError),
}
