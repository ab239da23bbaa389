//! Why an ingestion did not happen. Nothing was written then.

use super::{OtherBranch, Stale};
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
    /// Another sync changed the location since this one began, so that what this one has found out may be out of date.
    #[error("another sync has changed the location meanwhile; read it again")]
    Overtaken,
    /// A later commit than that of the push is in force.
    #[error(transparent)]
    Stale(#[from] Box<Stale>),
    /// The push is of another branch than what is in force.
    #[error(transparent)]
    OtherBranch(#[from] OtherBranch),
    /// Somebody has paused the source.
    #[error("the source is paused; `sextant source resume` ends that")]
    Paused,
    /// Somebody has removed the source.
    #[error("the source is there no more")]
    Removed,
    /// A worker thread died.
    #[error("decoding stopped: {0}")]
    Worker(#[from] tokio::task::JoinError),
}
