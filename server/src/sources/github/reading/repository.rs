//! A repository at a commit, for who keeps the catalog up to date.

use async_trait::async_trait;

use super::{Entry, EntryKind, RepositoryListing, blobs, tree};
use crate::sources::directory::{too_large, unreadable};
use crate::sources::github::{Client, GithubError};
use crate::sources::remote::{self, Commit, Contents, Listing, RemoteError, Tree};

/// A repository at a commit.
pub(in crate::sources::github) struct GithubTree {
    /// Who asks, and for which repository; none where there is nothing to ask for.
    asking: Option<(Client, String)>,
    listing: Listing,
    commit: Option<Commit>,
}

impl GithubTree {
    /// A repository without a commit.
    pub(in crate::sources::github) fn empty() -> Self {
        Self { asking: None, listing: Listing::new(Vec::new(), true), commit: None }
    }

    /// The files of the repository called `name` (`owner/name`) at a commit.
    ///
    /// # Errors
    /// If GitHub does not tell.
    pub(in crate::sources::github) async fn read(
        client: &Client,
        name: &str,
        commit: Commit,
    ) -> Result<Self, GithubError> {
        let listing = tree(client, name, &commit.id).await?;
        let asking = Some((client.clone(), name.to_owned()));
        Ok(Self { asking, listing: listed(listing), commit: Some(commit) })
    }
}

fn listed(listing: RepositoryListing) -> Listing {
    let entry = |entry: Entry| remote::Entry {
        path: entry.path,
        blob: entry.oid,
        size: Some(entry.size),
        kind: match entry.kind {
            EntryKind::File => remote::EntryKind::File,
            EntryKind::Link => remote::EntryKind::Link,
            EntryKind::Submodule => remote::EntryKind::Submodule,
        },
    };
    Listing::new(listing.entries.into_iter().map(entry).collect(), listing.complete)
}

#[async_trait]
impl Tree for GithubTree {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        self.commit.as_ref()
    }

    async fn contents(&self, files: &[&remote::Entry], limit: u64) -> Result<Vec<Contents>, RemoteError> {
        let Some((client, name)) = &self.asking else { return Ok(Vec::new()) };
        let size = |entry: &remote::Entry| entry.size.unwrap_or_default();
        let asked: Vec<Entry> = files
            .iter()
            .filter(|entry| size(entry) <= limit)
            .map(|entry| Entry {
                path: entry.path.clone(),
                kind: EntryKind::File,
                oid: entry.blob.clone(),
                size: size(entry),
            })
            .collect();
        let mut answered = blobs(client, name, &asked.iter().collect::<Vec<_>>()).await?.into_iter();
        let content = |entry: &&remote::Entry| {
            if size(entry) > limit {
                return Err(Box::new(too_large(&entry.path, size(entry), limit)));
            }
            match answered.next() {
                Some(Ok(bytes)) => Ok(bytes),
                Some(Err(error)) => Err(Box::new(unreadable(&entry.path, &std::io::Error::other(error)))),
                None => Err(Box::new(unreadable(&entry.path, &std::io::Error::other("it was not answered")))),
            }
        };
        Ok(files.iter().map(content).collect())
    }
}
