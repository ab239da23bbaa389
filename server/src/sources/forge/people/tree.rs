//! Teams and members as the files of a repository.

use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::sources::remote::{Commit, Contents, Entry, EntryKind, Listing, RemoteError, Tree};
use crate::store::text_hash;

/// The id of what stands for the teams and members of what is read. Repositories have numbers.
pub(in crate::sources) const PEOPLE: &str = "people";

/// Teams and members as the files of a repository. What stands for its commit is what they say.
pub(in crate::sources) struct PeopleTree {
    listing: Listing,
    commit: Commit,
    files: BTreeMap<String, String>,
}

impl PeopleTree {
    /// These descriptors, by the paths of their files.
    pub(in crate::sources) fn new(files: BTreeMap<String, String>) -> Self {
        let entry = |(path, text): (&String, &String)| Entry {
            path: path.clone(),
            blob: text_hash(text.as_bytes()),
            size: Some(text.len() as u64),
            kind: EntryKind::File,
        };
        let entries: Vec<Entry> = files.iter().map(entry).collect();
        let all: String = entries.iter().map(|entry| format!("{} {}\n", entry.path, entry.blob)).collect();
        let commit = Commit { id: text_hash(all.as_bytes()), ..Commit::default() };
        Self { listing: Listing::new(entries, true), commit, files }
    }

    /// What stands for the commit.
    pub(in crate::sources) fn id(&self) -> &str {
        &self.commit.id
    }
}

#[async_trait]
impl Tree for PeopleTree {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        Some(&self.commit)
    }

    async fn contents(&self, files: &[&Entry], _limit: u64) -> Result<Vec<Contents>, RemoteError> {
        let content = |entry: &&Entry| Ok(self.files.get(&entry.path).cloned().unwrap_or_default().into_bytes());
        Ok(files.iter().map(content).collect())
    }
}
