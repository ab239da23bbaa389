//! Why a projection could not follow. What it shows stays as it was; it tries again.

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
    /// A worker thread died.
    #[error("applying changes stopped: {0}")]
    Worker(#[from] tokio::task::JoinError),
}
