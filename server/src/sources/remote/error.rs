//! Why something elsewhere was not read.

use crate::ingest::IngestError;
use crate::secrets::SecretError;
use crate::store::StoreError;

/// Why something elsewhere was not read: a repository, or all of a source. The catalog keeps what it had.
#[derive(Debug, thiserror::Error)]
pub enum RemoteError {
    /// It does not answer, or not in a way that can be understood.
    #[error("{0}")]
    Unreachable(String),
    /// It wants to know who asks, or does not let them.
    #[error("{0}")]
    Denied(String),
    /// It is not there, or not for who asks.
    #[error("{0}")]
    NotFound(String),
    /// It is larger than what is read, or leads to where nothing is read.
    #[error("{0}")]
    Refused(String),
    /// It wants to be left alone until then, milliseconds since the Unix epoch. All of the source waits.
    #[error("{why}")]
    Later {
        /// When to go on.
        until: i64,
        /// What it said.
        why: String,
    },
    /// A later commit of the same branch is in force.
    #[error("commit {0} is older than the one in force, and the branch does not stand there any more")]
    Older(String),
    /// What the configuration refers to is not there.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ingestion failed.
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

impl RemoteError {
    /// Whether it ends the whole sync, and not only what it has of one repository.
    pub(super) fn ends_all(&self) -> bool {
        match self {
            Self::Later { .. } | Self::Store(_) | Self::Secret(_) => true,
            // What else ingestion fails at is of the one repository.
            Self::Ingest(error) => matches!(error, IngestError::Store(_) | IngestError::Paused | IngestError::Removed),
            Self::Unreachable(_) | Self::Denied(_) | Self::NotFound(_) | Self::Refused(_) | Self::Older(_) => false,
        }
    }

    /// Whether it may be otherwise when it is asked again, so that nothing may be concluded from it.
    pub(super) fn may_pass(&self) -> bool {
        !matches!(self, Self::NotFound(_) | Self::Refused(_) | Self::Older(_))
    }

    /// Whether it is worth asking again soon.
    pub(super) fn is_brief(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Ingest(_))
    }

    /// Whether somebody has paused or removed the source meanwhile.
    pub(super) fn is_unwanted(&self) -> bool {
        matches!(self, Self::Ingest(IngestError::Paused | IngestError::Removed))
    }
}
