//! Why an ingestion did not happen. Nothing was written then.

use crate::store::StoreError;

/// Why an ingestion did not happen.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A decoded entity could not be written as JSON.
    #[error("an entity of {path} could not be encoded: {source}")]
    Encode {
        /// The descriptor file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A worker thread died.
    #[error("decoding stopped: {0}")]
    Worker(#[from] tokio::task::JoinError),
}
