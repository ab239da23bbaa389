//! Where branches stand, as it was last told.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::{FoundRepository, Head};
use crate::sources::remote::{Commit, Repository};

/// What was last told of the heads of branches, by the repository's id: discovery tells of commits what no tree does.
#[derive(Debug, Default)]
pub(in crate::sources) struct Heads(Mutex<HashMap<String, Head>>);

impl Heads {
    /// A repository as the catalog's keeper knows it. Its head is remembered.
    pub(in crate::sources) fn known(&self, found: FoundRepository) -> Repository {
        if let Some(head) = &found.head {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(found.id.to_string(), head.clone());
        }
        Repository::from(found)
    }

    /// The commit at which a repository is read.
    pub(in crate::sources) fn commit(&self, repository: &Repository, head: &str) -> Commit {
        let heads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = heads.get(&repository.id).filter(|told| told.commit == head);
        Commit {
            id: head.to_owned(),
            branch: repository.default_branch.clone(),
            committed_at: told.and_then(|told| told.committed_at),
            author: told.and_then(|told| told.author.clone()),
        }
    }
}
