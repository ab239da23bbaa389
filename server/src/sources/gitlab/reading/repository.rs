//! A project at a commit, for who keeps the catalog up to date.

use async_trait::async_trait;

use super::{contents, listing};
use crate::sources::gitlab::{Client, GitlabError};
use crate::sources::remote::{Commit, Contents, Entry, Listing, RemoteError, Tree};

/// A project at a commit.
pub(in crate::sources::gitlab) struct GitlabTree {
    /// Who asks, and for which project; none where there is nothing to ask for.
    asking: Option<(Client, u64)>,
    listing: Listing,
    commit: Option<Commit>,
}

impl GitlabTree {
    /// A project without a commit.
    pub(in crate::sources::gitlab) fn empty() -> Self {
        Self { asking: None, listing: Listing::new(Vec::new(), true), commit: None }
    }

    /// The files of a project at a commit.
    ///
    /// # Errors
    /// If GitLab does not tell.
    pub(in crate::sources::gitlab) async fn read(
        client: &Client,
        project: u64,
        commit: Commit,
    ) -> Result<Self, GitlabError> {
        let listing = listing(client, project, &commit.id).await?;
        Ok(Self { asking: Some((client.clone(), project)), listing, commit: Some(commit) })
    }
}

#[async_trait]
impl Tree for GitlabTree {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn commit(&self) -> Option<&Commit> {
        self.commit.as_ref()
    }

    async fn contents(&self, files: &[&Entry], limit: u64) -> Result<Vec<Contents>, RemoteError> {
        let (Some((client, project)), Some(commit)) = (&self.asking, &self.commit) else { return Ok(Vec::new()) };
        Ok(contents(client, *project, &commit.id, files, limit).await?)
    }
}
