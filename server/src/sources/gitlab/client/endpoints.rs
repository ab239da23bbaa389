//! Where a GitLab answers.

use std::fmt;

use url::Url;

use crate::sources::forge::transport::is_here;

/// The address of one GitLab: gitlab.com, or a server of one's own, which may be below a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// What people open; its path ends with a slash.
    web: Url,
}

/// An address is not one of a GitLab.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no address of a GitLab; it is https://gitlab.com, or that of your own server, such as https://gitlab.example.com"
)]
pub struct ForeignAddress(pub String);

impl Endpoints {
    /// Those of the GitLab that people open at `address`. `https` is asked for, but for addresses of this machine.
    ///
    /// # Errors
    /// If it is no such address.
    pub fn of(address: &str) -> Result<Self, ForeignAddress> {
        let foreign = || ForeignAddress(address.chars().take(200).collect());
        let mut web = Url::parse(address.trim()).map_err(|_| foreign())?;
        let is_plain = web.has_host()
            && web.username().is_empty()
            && web.password().is_none()
            && web.query().is_none()
            && web.fragment().is_none();
        if !is_plain || !(web.scheme() == "https" || (web.scheme() == "http" && is_here(&web))) {
            return Err(foreign());
        }
        let path = web.path().trim_end_matches('/').trim_end_matches("/api/v4").to_owned();
        web.set_path(&format!("{path}/"));
        Ok(Self { web })
    }

    /// What people open, without a slash at its end.
    pub fn web(&self) -> &str {
        self.web.as_str().trim_end_matches('/')
    }

    /// Whether it is on this machine.
    pub(super) fn is_here(&self) -> bool {
        is_here(&self.web)
    }

    /// The whole address of a path below it.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.web())
    }

    /// The path below it that an address stands for, with its query; none where it is of another origin, or of this one and
    /// not of the API. A relative address is one of this origin.
    pub(super) fn path_of(&self, address: &str) -> Option<String> {
        let url = self.web.join(address).ok()?;
        if url.origin() != self.web.origin() || !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let below = url.path().strip_prefix(self.web.path()).filter(|below| below.starts_with("api/"))?;
        Some(match url.query() {
            Some(query) => format!("/{below}?{query}"),
            None => format!("/{below}"),
        })
    }
}

impl fmt::Display for Endpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.web())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Endpoints {
        Endpoints::of(address).unwrap()
    }

    #[test]
    fn a_server_may_be_below_a_path() {
        for (address, web) in [
            ("https://gitlab.com", "https://gitlab.com"),
            ("https://gitlab.example.com:8443/", "https://gitlab.example.com:8443"),
            ("https://example.com/gitlab/api/v4", "https://example.com/gitlab"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(of(address).web(), web, "{address}");
            assert_eq!(of(address).absolute("/api/v4/x?a=1"), format!("{web}/api/v4/x?a=1"));
        }
        for wrong in ["", "gitlab.com", "http://gitlab.com", "https://me:secret@gitlab.com", "ftp://a", "https://a/?b"]
        {
            assert!(Endpoints::of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_addresses_of_the_same_origin_have_a_path() {
        let gitlab = of("https://example.com/gitlab");
        let next = "https://example.com/gitlab/api/v4/projects/1/repository/tree?page_token=a";
        assert_eq!(gitlab.path_of(next).unwrap(), "/api/v4/projects/1/repository/tree?page_token=a");
        assert_eq!(gitlab.path_of("/gitlab/api/v4/projects/1").unwrap(), "/api/v4/projects/1");
        for foreign in [
            "https://evil.example/gitlab/api/v4/projects/1",
            "http://example.com/gitlab/api/v4/projects/1",
            "https://example.com:444/gitlab/api/v4/projects/1",
            "//evil.example/gitlab/api/v4",
            "https://example.com@evil.example/gitlab/api/v4",
            "https://me@example.com/gitlab/api/v4",
            "https://example.com/gitlab/users/sign_in",
            "https://example.com/gitlab/../api/v4/projects/1",
        ] {
            assert_eq!(gitlab.path_of(foreign), None, "{foreign}");
        }
    }
}
