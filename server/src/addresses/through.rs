//! Files of repositories that the source itself reads.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::WebFile;
use crate::store::StoreError;

/// Who reads files of the repositories of one source, with what that has to say who asks.
#[async_trait]
pub trait Through: Send + Sync {
    /// The bytes of a file, if it is one of a repository that the source reads. `limit` is in bytes.
    ///
    /// # Errors
    /// If it cannot be read.
    async fn file(&self, file: &WebFile, limit: u64) -> Option<Result<Vec<u8>, Untold>>;

    /// Of these files those in which the source finds descriptors by itself, at the branch of a repository that it reads; by
    /// their places among them.
    ///
    /// # Errors
    /// If the store fails.
    async fn read_by_itself(&self, files: &[WebFile]) -> Result<BTreeSet<usize>, StoreError>;
}

/// Why a file of such a repository was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// What happened. For people.
    pub problem: String,
    /// What to do about it.
    pub help: String,
    /// Before when not to ask again, milliseconds since the Unix epoch.
    pub not_before: Option<i64>,
}
