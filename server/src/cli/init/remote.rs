//! Where the repository is hosted, from git's own configuration.

use super::repository::Repository;

/// The remote `origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Remote {
    /// Such as `github.com`.
    pub(super) host: String,
    /// Such as `acme/orders`; more than two parts where groups nest.
    pub(super) path: String,
}

impl Remote {
    /// The remote that `.git/config` names.
    pub(super) fn of(repository: &Repository) -> Option<Self> {
        Self::of_config(&repository.text(".git/config")?)
    }

    /// The remote that the text of such a file names.
    pub(in crate::cli) fn of_config(config: &str) -> Option<Self> {
        let mut in_origin = false;
        for line in config.lines().map(str::trim) {
            if line.starts_with('[') {
                in_origin = line == "[remote \"origin\"]";
            } else if let (true, Some(("url", address))) =
                (in_origin, line.split_once('=').map(|(key, value)| (key.trim(), value.trim())))
            {
                return Self::parse(address);
            }
        }
        None
    }

    /// `https://host/path.git`, `ssh://git@host:22/path.git` or `git@host:path.git`. Whatever may be a secret, before an
    /// `@`, goes.
    pub(in crate::cli) fn parse(address: &str) -> Option<Self> {
        let (authority, path) = match address.split_once("://") {
            Some(("http" | "https" | "ssh" | "git", rest)) => rest.split_once('/')?,
            Some(_) => return None,
            None => address.split_once(':')?,
        };
        let host = authority.rsplit('@').next().unwrap_or(authority);
        let host = host.split(':').next().unwrap_or(host);
        let path = path.trim_matches('/').trim_end_matches(".git");
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
        let sound = host.contains('.') && path.contains('/') && plain(host) && plain(path);
        sound.then(|| Self { host: host.to_ascii_lowercase(), path: path.to_owned() })
    }

    /// The address of its page.
    pub(in crate::cli) fn address(&self) -> String {
        format!("https://{}/{}", self.host, self.path)
    }

    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_of_an_address_is_understood_and_secrets_go() {
        for address in [
            "https://github.com/acme/orders.git",
            "https://token:secret@github.com/acme/orders",
            "ssh://git@GitHub.com:22/acme/orders.git",
            "git@github.com:acme/orders.git",
        ] {
            let remote = Remote::parse(address).unwrap();
            assert_eq!(remote.address(), "https://github.com/acme/orders", "{address}");
            assert_eq!(remote.name(), "orders");
        }
        for address in ["/srv/git/orders.git", "file:///srv/orders.git", "orders", "https://github.com", "C:\\orders"] {
            assert_eq!(Remote::parse(address), None, "{address}");
        }
    }
}
