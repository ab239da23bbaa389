//! From what is said of a source to who can read it.

use std::path::PathBuf;
use std::sync::Arc;

use super::RemoteSettings;
use crate::sources::git::GitRemote;
use crate::sources::github::GithubRemote;
use crate::sources::gitlab::GitlabRemote;
use crate::sources::remote::Remote;
use crate::sources::url::UrlRemote;

/// What those who read need of the process.
#[derive(Clone, Debug)]
pub struct Connect {
    /// Where they may keep what they fetched. All of it may be deleted.
    pub directory: PathBuf,
}

impl Connect {
    /// Who reads what these settings say of the source `name`. What one source keeps no other uses: they may read other
    /// branches of one repository at once.
    pub fn remote(&self, name: &str, settings: &RemoteSettings) -> Arc<dyn Remote> {
        let own = || self.directory.join("git").join(&blake3::hash(name.as_bytes()).to_hex()[..16]);
        match settings {
            RemoteSettings::Git(git) => Arc::new(GitRemote::new(git.clone(), own())),
            RemoteSettings::Github(github) => Arc::new(GithubRemote::new(github.as_ref().clone())),
            RemoteSettings::Gitlab(gitlab) => Arc::new(GitlabRemote::new(gitlab.as_ref().clone())),
            RemoteSettings::Url(url) => Arc::new(UrlRemote::new(url.clone())),
        }
    }
}
