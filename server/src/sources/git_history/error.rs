//! Why a history was not read, or not to its end.

use std::io;
use std::path::PathBuf;

use crate::follow::FollowError;
use crate::ingest::IngestError;
use crate::store::StoreError;

/// Why a history was not read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The program is not there.
    #[error("there is no `git` on PATH, and the history is asked of it")]
    NoGit,
    /// The path cannot be read.
    #[error("the catalog {path} cannot be read: {source}")]
    Catalog {
        /// As given, or below what was given.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no history to read.
    #[error("there is no git repository at or below {path}")]
    NoRepository {
        /// The directory.
        path: PathBuf,
    },
    /// The store has files of the directory.
    #[error(
        "{path} has been read before; a history can only be put before the present, so start with an empty data \
         directory or database"
    )]
    ReadBefore {
        /// The directory.
        path: PathBuf,
    },
    /// git refused.
    #[error("git does not read {repository}: {message}")]
    Refused {
        /// The repository.
        repository: PathBuf,
        /// What git said.
        message: String,
    },
    /// The conversation with git broke off.
    #[error("git broke off in {repository}: {source}")]
    BrokeOff {
        /// The repository.
        repository: PathBuf,
        /// How.
        source: io::Error,
    },
    /// git's answer is not of the documented form.
    #[error("git answers something unexpected in {repository}: {answer:?}")]
    Unexpected {
        /// The repository.
        repository: PathBuf,
        /// The part that was not understood.
        answer: String,
    },
    /// The ingestion failed.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// What scorecards said in the past was not written down.
    #[error("what scorecards said in the past cannot be written down: {0}")]
    Scores(#[from] FollowError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
