//! Where a GitHub answers.

use std::fmt;

use url::Url;

use crate::sources::forge::transport::is_here;

/// The addresses of one GitHub: github.com, one with data residency, or an Enterprise server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// What people open.
    web: Url,
    /// REST; its path ends with a slash.
    rest: Url,
    graphql: Url,
}

/// An address is not one of a GitHub.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no address of a GitHub; it is https://github.com, or that of your own server, such as https://github.example.com"
)]
pub struct ForeignAddress(pub String);

impl Endpoints {
    /// Those of github.com.
    ///
    /// # Errors
    /// None that a constant address can have.
    pub fn github() -> Result<Self, ForeignAddress> {
        Self::of("https://github.com")
    }

    /// Those of the GitHub that people open at `address`. `https` is asked for, but for addresses of this machine.
    ///
    /// # Errors
    /// If it is no such address.
    pub fn of(address: &str) -> Result<Self, ForeignAddress> {
        let foreign = || ForeignAddress(address.chars().take(200).collect());
        let mut web = Url::parse(address.trim()).map_err(|_| foreign())?;
        let here = is_here(&web);
        let is_plain = web.has_host() && web.username().is_empty() && web.password().is_none() && web.query().is_none();
        let path = web.path().trim_end_matches('/');
        let is_root = ["", "/api/v3", "/api"].contains(&path);
        if !is_plain || !is_root || !(web.scheme() == "https" || (web.scheme() == "http" && here)) {
            return Err(foreign());
        }
        web.set_path("/");
        web.set_fragment(None);
        let host = web.host_str().unwrap_or_default().to_owned();
        let at = |host: &str, path: &str| {
            let mut url = web.clone();
            url.set_host(Some(host)).map_err(|_| foreign())?;
            url.set_path(path);
            Ok(url)
        };
        let (rest, graphql) = match host.strip_prefix("api.").unwrap_or(&host) {
            domain if domain == "github.com" || domain.ends_with(".ghe.com") => {
                let (api, domain) = (format!("api.{domain}"), domain.to_owned());
                let endpoints = (at(&api, "/")?, at(&api, "/graphql")?);
                web.set_host(Some(&domain)).map_err(|_| foreign())?;
                endpoints
            }
            _ => (at(&host, "/api/v3/")?, at(&host, "/api/graphql")?),
        };
        Ok(Self { web, rest, graphql })
    }

    /// What people open, without a slash at its end.
    pub fn web(&self) -> &str {
        self.web.as_str().trim_end_matches('/')
    }

    /// The host that people open.
    pub fn host(&self) -> &str {
        self.web.host_str().unwrap_or_default()
    }

    /// Whether it is on this machine.
    pub(super) fn is_here(&self) -> bool {
        is_here(&self.rest)
    }

    /// The whole address of a path of REST, or of `/graphql`.
    pub(super) fn absolute(&self, path: &str) -> String {
        match path {
            "/graphql" => self.graphql.to_string(),
            path => format!("{}{}", self.rest.as_str().trim_end_matches('/'), path),
        }
    }

    /// The path of REST that an address stands for, with its query; none where it is of another origin, or of this one and
    /// not of REST. A relative address is one of this origin.
    pub(super) fn path_of(&self, address: &str) -> Option<String> {
        let url = self.rest.join(address).ok()?;
        if url.origin() != self.rest.origin() || !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let below = url.path().strip_prefix(self.rest.path())?;
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
    fn each_product_answers_at_its_own_place() {
        for (address, rest, graphql) in [
            ("https://github.com", "https://api.github.com/", "https://api.github.com/graphql"),
            ("https://api.github.com/", "https://api.github.com/", "https://api.github.com/graphql"),
            ("https://acme.ghe.com", "https://api.acme.ghe.com/", "https://api.acme.ghe.com/graphql"),
            ("https://git.acme.example", "https://git.acme.example/api/v3/", "https://git.acme.example/api/graphql"),
            ("https://git.acme.example:8443/api/v3", "https://git.acme.example:8443/api/v3/", ""),
        ] {
            let endpoints = of(address);
            assert_eq!(endpoints.rest.as_str(), rest, "{address}");
            assert!(graphql.is_empty() || endpoints.graphql.as_str() == graphql, "{address}");
        }
        assert_eq!(of("https://api.github.com").web(), "https://github.com");
        for wrong in ["", "github.com", "http://github.com", "https://me:secret@github.com", "ftp://a", "https://a/b"] {
            assert!(Endpoints::of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_addresses_of_the_same_origin_have_a_path() {
        let github = of("https://github.com");
        assert_eq!(
            github.path_of("https://api.github.com/repositories/1/x?page=2").unwrap(),
            "/repositories/1/x?page=2"
        );
        assert_eq!(github.path_of("/repositories/1").unwrap(), "/repositories/1");
        let own = of("https://git.acme.example");
        assert_eq!(own.path_of("https://git.acme.example/api/v3/repositories/1").unwrap(), "/repositories/1");
        for foreign in [
            "https://evil.example/repositories/1",
            "http://api.github.com/repositories/1",
            "https://api.github.com:444/repositories/1",
            "//evil.example/a",
            "https://api.github.com@evil.example/a",
            "https://me@api.github.com/a",
        ] {
            assert_eq!(github.path_of(foreign), None, "{foreign}");
        }
        assert_eq!(own.path_of("https://git.acme.example/login"), None);
    }
}
