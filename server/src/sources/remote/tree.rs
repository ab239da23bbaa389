//! What a kind of source must be able to do.

use std::sync::Arc;

use async_trait::async_trait;
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::Budget;
use url::Url;

use super::{Discovery, Entry, Known, Listing, Progress, RemoteError, Repository};
use crate::guarded_http::Network;

/// Something elsewhere that has repositories.
#[async_trait]
pub trait Remote: Send + Sync {
    /// The repositories that the source is configured for.
    ///
    /// # Errors
    /// If nothing can be said of them.
    async fn discover(&self, progress: &Progress) -> Result<Discovery, RemoteError>;

    /// One of them as it is now, by its id, for who was told that it has changed; none where it is not one of the source's.
    ///
    /// # Errors
    /// If that cannot be found out.
    async fn look_up(&self, id: &str) -> Result<Option<Repository>, RemoteError>;

    /// What the branch of a repository has now. It may answer that this is what is `known`; with none known it may not.
    ///
    /// # Errors
    /// If the repository cannot be read.
    async fn read(&self, repository: &Repository, known: Option<&Known>) -> Result<Reading, RemoteError>;

    /// Whether the branch stands at this commit, asked anew: a commit that is older than the one in force is only taken where
    /// somebody has moved the branch back to it.
    ///
    /// # Errors
    /// If that cannot be found out.
    async fn is_head(&self, repository: &Repository, commit: &str) -> Result<bool, RemoteError>;

    /// A file of one of its repositories at a branch, a tag or a commit, asked for with what the source has to say who asks;
    /// none where it can read no such file by itself.
    ///
    /// # Errors
    /// If it cannot be read.
    async fn file(&self, _repository: &Repository, _at: &str, _path: &str) -> Option<Result<Vec<u8>, RemoteError>> {
        None
    }

    /// What the source may ask beside the public internet.
    fn private_networks(&self) -> &[Network] {
        &[]
    }

    /// What was asked since this was made, and how much may be asked.
    fn budget(&self) -> Vec<Budget> {
        Vec::new()
    }

    /// Whether [`Repository::archived`] is known.
    fn tells_archived(&self) -> bool {
        false
    }

    /// How many repositories to read at once.
    fn at_once(&self) -> usize {
        4
    }
}

/// What came of reading a repository.
pub enum Reading {
    /// It is as it is known.
    Unchanged,
    /// It is there no more: what it said goes.
    Gone,
    /// It goes by another name now.
    Moved(Box<Repository>),
    /// What it has.
    Tree(Arc<dyn Tree>),
}

/// The commit that a tree is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// Its id.
    pub id: String,
    /// The branch that stands there.
    pub branch: Option<String>,
    /// When it was made, milliseconds since the Unix epoch.
    pub committed_at: Option<i64>,
    /// `Name <address>`.
    pub author: Option<String>,
}

/// The bytes of a file, or what is wrong with it.
pub type Contents = Result<Vec<u8>, Box<Diagnostic>>;

/// The files of a repository at one commit.
#[async_trait]
pub trait Tree: Send + Sync {
    /// Which files there are.
    fn listing(&self) -> &Listing;

    /// The commit; none where there are none.
    fn commit(&self) -> Option<&Commit>;

    /// The `ETag` by which the next reading may be saved.
    fn etag(&self) -> Option<&str> {
        None
    }

    /// A file that is not listed and may be there all the same: it is asked for, and may turn out not to be.
    fn unlisted(&self, _path: &str) -> Option<Entry> {
        None
    }

    /// The path of a file that has this address, where the address does not tell which repository it is of.
    fn path_of(&self, _address: &Url) -> Option<String> {
        None
    }

    /// What is in these files of the listing, in their order; of a link, the text of where it leads. No more than `limit`
    /// bytes of each are needed: of a larger one, the diagnostic that it is too large.
    ///
    /// # Errors
    /// If the repository cannot be read any further.
    async fn contents(&self, files: &[&Entry], limit: u64) -> Result<Vec<Contents>, RemoteError>;
}
