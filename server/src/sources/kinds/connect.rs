//! From what is said of a source to who can read it.

use std::path::PathBuf;
use std::sync::Arc;

use super::RemoteSettings;
use crate::sources::git::GitRemote;
use crate::sources::github::GithubRemote;
use crate::sources::remote::Remote;
use crate::sources::url::UrlRemote;

/// What those who read need of the process.
#[derive(Clone, Debug)]
pub struct Connect {
    /// Where they may keep what they fetched. All of it may be deleted.
    pub directory: PathBuf,
}

impl Connect {
    /// Who reads what these settings say.
    pub fn remote(&self, settings: &RemoteSettings) -> Arc<dyn Remote> {
        match settings {
            RemoteSettings::Git(git) => Arc::new(GitRemote::new(git.clone(), self.directory.join("git"))),
            RemoteSettings::Github(github) => Arc::new(GithubRemote::new(github.as_ref().clone())),
            RemoteSettings::Url(url) => Arc::new(UrlRemote::new(url.clone())),
        }
    }
}
