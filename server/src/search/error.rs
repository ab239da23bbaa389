//! What can go wrong with the index.

use catalog_schema::wire::Problem;
use tantivy::TantivyError;

/// The index could not be written or read. What it holds can be made again from the store.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process writes to the same directory.
    #[error("the search index is in use by another process; give each server its own data directory")]
    InUse,
    /// The directory cannot be made or cleared.
    #[error("the search index directory cannot be prepared: {0}")]
    Directory(#[from] std::io::Error),
    /// Anything else.
    #[error("the search index failed: {0}")]
    Index(#[from] TantivyError),
}

/// 503 `search_unavailable`; the cause goes to the log.
pub(super) fn unavailable(error: &TantivyError) -> Problem {
    tracing::error!(%error, "the search index cannot be read");
    let detail = "the search index cannot be read at the moment; lists and filters work without it";
    Problem::new(503, "search_unavailable", "Search unavailable", detail)
}
