//! What is said of a source of git repositories.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::address::Address;
use crate::guarded_http::Network;
use crate::secrets::SecretRef;
use crate::sources::Interval;

/// Repositories of one source.
const MOST: usize = 10_000;

/// A source of git repositories.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GitSettings {
    /// Which.
    pub repositories: Vec<GitRepository>,
    /// The branch that is read of each that names none itself; the default branch where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// From the end of one sync to the begin of the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// Who asks, over https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Where the token, or password, is that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<SecretRef>,
    /// Where the private key is, over ssh: a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssh_key: Option<SecretRef>,
    /// Where the keys of hosts are, over ssh; those of the portal's user where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_hosts: Option<PathBuf>,
    /// What may be asked beside the public internet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub private_networks: Vec<Network>,
}

/// A repository: its address, with its branch where that is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum GitRepository {
    /// `"https://…"`
    Address(String),
    /// `{ url = "https://…", branch = "main" }`
    WithBranch {
        /// The address.
        url: String,
        /// The branch.
        branch: String,
    },
}

impl GitRepository {
    /// Its address.
    pub fn url(&self) -> &str {
        match self {
            Self::Address(url) | Self::WithBranch { url, .. } => url,
        }
    }

    fn branch(&self) -> Option<&str> {
        match self {
            Self::Address(_) => None,
            Self::WithBranch { branch, .. } => Some(branch),
        }
    }
}

impl GitSettings {
    /// The branch that is read of a repository, where one is said.
    pub(super) fn branch_of(&self, repository: &GitRepository) -> Option<String> {
        repository.branch().map(str::to_owned).or_else(|| self.branch.clone())
    }

    /// Checks what was said.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        if self.repositories.is_empty() || self.repositories.len() > MOST {
            return Err(format!("`repositories` names 1 to {MOST} addresses"));
        }
        let mut seen = BTreeSet::new();
        for repository in &self.repositories {
            let address = Address::parse(repository.url())?;
            let plain = matches!(&address, Address::Http(url) if url.scheme() == "http");
            if plain && (self.token.is_some() || self.private_networks.is_empty()) {
                return Err(format!(
                    "{} is not encrypted: http is for networks that `private_networks` names, and for no token",
                    repository.url()
                ));
            }
            if !seen.insert(address.argument()) {
                return Err(format!("{} is named twice", repository.url()));
            }
            if let Some(branch) = self.branch_of(repository).filter(|branch| !is_branch(branch)) {
                return Err(format!("{branch:?} is no name of a branch"));
            }
        }
        if self.username.as_deref().is_some_and(|name| name.is_empty() || name.chars().any(char::is_control)) {
            return Err("`username` is not empty and has no control characters".to_owned());
        }
        match &self.ssh_key {
            Some(SecretRef::Env(_)) => Err("`ssh_key` is a file: { file = \"PATH\" }".to_owned()),
            _ => Ok(()),
        }
    }

    /// Checks what may not be said while the portal runs: whoever manages sources may not read all of its machine, nor its
    /// network.
    ///
    /// # Errors
    /// What may not.
    pub fn check_open(&self) -> Result<(), String> {
        let is_file = |repository: &&GitRepository| matches!(Address::parse(repository.url()), Ok(Address::File(_)));
        if let Some(repository) = self.repositories.iter().find(is_file) {
            return Err(format!("{} is of the portal's machine: only sextant.toml names such", repository.url()));
        }
        if !self.private_networks.is_empty() || self.known_hosts.is_some() {
            return Err("`private_networks` and `known_hosts` are said in sextant.toml only".to_owned());
        }
        self.secrets().into_iter().try_for_each(SecretRef::check_open)
    }

    /// What it refers to.
    pub fn secrets(&self) -> Vec<&SecretRef> {
        self.token.iter().chain(&self.ssh_key).collect()
    }

    /// What it reads, in words.
    pub fn address(&self) -> String {
        match self.repositories.as_slice() {
            [one] => one.url().to_owned(),
            several => format!("{} repositories", several.len()),
        }
    }
}

/// By the rules of `git check-ref-format`, and a little stricter.
pub(super) fn is_branch(name: &str) -> bool {
    let plain = |c: char| !c.is_control() && !" ~^:?*[\\".contains(c);
    let part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock") && !part.ends_with('.');
    (1..=255).contains(&name.len())
        && !name.starts_with('-')
        && !name.contains("..")
        && !name.contains("@{")
        && name.chars().all(plain)
        && name.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> GitSettings {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_source_names_repositories_and_their_branches() {
        let said = settings(
            "branch = \"trunk\"\nrepositories = [\"https://git.example.com/a\", { url = \"git@git.example.com:b\", branch = \
             \"main\" }]\ntoken = { env = \"TOKEN\" }\n",
        );
        said.check().unwrap();
        let branches: Vec<_> = said.repositories.iter().map(|repository| said.branch_of(repository)).collect();
        assert_eq!(branches, [Some("trunk".to_owned()), Some("main".to_owned())]);
        assert_eq!(toml::from_str::<GitSettings>(&toml::to_string(&said).unwrap()).unwrap(), said);
        assert!(toml::from_str::<GitSettings>("repositories = []\ntokn = 1").is_err());
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for wrong in [
            "repositories = []",
            "repositories = [\"https://a.example/b\", \"https://a.example/b\"]",
            "repositories = [\"https://a.example/b\"]\nbranch = \"--upload-pack=x\"",
            "repositories = [\"https://a.example/b\"]\nbranch = \"a..b\"",
            "repositories = [\"http://a.example/b\"]",
            "repositories = [\"http://a.example/b\"]\nprivate_networks = [\"10.0.0.0/8\"]\ntoken = { env = \"T\" }",
            "repositories = [\"git@a.example:b\"]\nssh_key = { env = \"K\" }",
        ] {
            assert!(settings(wrong).check().is_err(), "{wrong}");
        }
    }

    #[test]
    fn who_manages_sources_reaches_neither_the_machine_nor_its_network() {
        for wrong in [
            "repositories = [\"/srv/git/a\"]",
            "repositories = [\"file:///srv/git/a\"]",
            "repositories = [\"https://a.example/b\"]\nprivate_networks = [\"10.0.0.0/8\"]",
            "repositories = [\"https://a.example/b\"]\ntoken = { env = \"SEXTANT_DATABASE_URL\" }",
            "repositories = [\"https://a.example/b\"]\ntoken = { file = \"/etc/shadow\" }",
        ] {
            let said = settings(wrong);
            assert!(said.check().is_ok() && said.check_open().is_err(), "{wrong}");
        }
    }
}
