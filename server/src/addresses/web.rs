//! Addresses that people open at a forge, and where the files are that they show.

use percent_encoding::percent_decode_str;
use url::Url;

/// A file of a repository at a forge, as an address names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebFile {
    /// The address of the repository, as people open it.
    pub repository: String,
    /// The branch, or what else has commits, and the path of the file after it: where one ends and the other begins, the
    /// address does not tell.
    rest: String,
    /// Where everybody gets the file.
    pub raw: Url,
}

impl WebFile {
    /// The branch, tag or commit, and the path of the file. `known` is a branch of the repository that may have slashes.
    pub fn split(&self, known: Option<&str>) -> Option<(&str, &str)> {
        let of_known = known.and_then(|known| {
            let path = self.rest.strip_prefix(known)?.strip_prefix('/')?;
            Some((&self.rest[..known.len()], path))
        });
        of_known.or_else(|| self.rest.split_once('/')).filter(|(branch, path)| !branch.is_empty() && !path.is_empty())
    }
}

/// The file of a repository that an address shows, by the shape that addresses have at GitHub and at GitLab; none of any
/// other.
pub fn web_file(url: &Url) -> Option<WebFile> {
    let steps: Vec<&str> = url.path().strip_prefix('/')?.split('/').collect();
    let origin = url.origin().ascii_serialization();
    let of = |origin: &str, repository: &[&str], rest: &[&str], raw: Url| {
        let rest = match rest {
            ["refs", "heads" | "tags", rest @ ..] => rest,
            rest => rest,
        };
        let rest = percent_decode_str(&rest.join("/")).decode_utf8().ok()?.into_owned();
        let is_whole = !repository.is_empty() && repository.iter().all(|step| !step.is_empty());
        is_whole.then(|| WebFile { repository: format!("{origin}/{}", repository.join("/")), rest, raw })
    };
    if let Some(at) = steps.iter().position(|step| *step == "-").filter(|at| *at >= 2) {
        let ["blob" | "raw" | "blame", rest @ ..] = &steps[at + 1..] else { return None };
        let raw = at_path(url, &[&steps[..=at], &["raw"], rest]);
        return of(&origin, &steps[..at], rest, raw);
    }
    match (url.host_str()?, steps.as_slice()) {
        ("raw.githubusercontent.com", [owner, name, rest @ ..]) => {
            of("https://github.com", &[owner, name], rest, url.clone())
        }
        ("github.com", [owner, name, "blob" | "raw" | "blame", rest @ ..]) => {
            let mut raw = at_path(url, &[&[*owner, *name], rest]);
            // It has no other form than this.
            raw.set_host(Some("raw.githubusercontent.com")).ok()?;
            of(&origin, &[owner, name], rest, raw)
        }
        (_, [owner, name, "blob" | "raw" | "blame", rest @ ..]) => {
            of(&origin, &[owner, name], rest, at_path(url, &[&[*owner, *name, "raw"], rest]))
        }
        // Enterprise servers: raw files below a host of their own, or below a path.
        (host, [owner, name, rest @ ..]) if host.starts_with("raw.") => {
            of(&origin.replacen("://raw.", "://", 1), &[owner, name], rest, url.clone())
        }
        (_, ["raw", owner, name, rest @ ..]) => of(&origin, &[owner, name], rest, url.clone()),
        _ => None,
    }
}

/// The same address with another path.
fn at_path(url: &Url, parts: &[&[&str]]) -> Url {
    let mut other = url.clone();
    other.set_path(&parts.concat().join("/"));
    other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_open_is_a_file_of_a_repository() {
        for (address, repository, split, raw) in [
            (
                "https://github.com/org/repo/blob/main/a/openapi.yaml",
                "https://github.com/org/repo",
                ("main", "a/openapi.yaml"),
                "https://raw.githubusercontent.com/org/repo/main/a/openapi.yaml",
            ),
            (
                "https://raw.githubusercontent.com/org/repo/refs/heads/main/a%20b.yaml",
                "https://github.com/org/repo",
                ("main", "a b.yaml"),
                "https://raw.githubusercontent.com/org/repo/refs/heads/main/a%20b.yaml",
            ),
            (
                "https://git.acme.example/raw/org/repo/main/x.yaml",
                "https://git.acme.example/org/repo",
                ("main", "x.yaml"),
                "https://git.acme.example/raw/org/repo/main/x.yaml",
            ),
            (
                "https://raw.git.acme.example/org/repo/main/x.yaml",
                "https://git.acme.example/org/repo",
                ("main", "x.yaml"),
                "https://raw.git.acme.example/org/repo/main/x.yaml",
            ),
            (
                "https://gitlab.example.com:8443/a/b/c/-/blob/main/x.yaml?ref_type=heads",
                "https://gitlab.example.com:8443/a/b/c",
                ("main", "x.yaml"),
                "https://gitlab.example.com:8443/a/b/c/-/raw/main/x.yaml?ref_type=heads",
            ),
        ] {
            let file = web_file(&Url::parse(address).unwrap()).unwrap();
            assert_eq!((file.repository.as_str(), file.split(None).unwrap()), (repository, split), "{address}");
            assert_eq!(file.raw.as_str(), raw, "{address}");
        }
        for other in
            ["https://specs.example/a.yaml", "https://github.com/org/repo", "https://gitlab.com/a/b/-/issues/1"]
        {
            assert_eq!(web_file(&Url::parse(other).unwrap()), None, "{other}");
        }
    }

    #[test]
    fn a_branch_that_is_known_may_have_slashes() {
        let file = web_file(&Url::parse("https://github.com/org/repo/blob/release/2024/a.yaml").unwrap()).unwrap();
        assert_eq!(file.split(Some("release/2024")), Some(("release/2024", "a.yaml")));
        for other in ["main", "a-branch-that-is-longer-than-what-stands-in-the-address", "é"] {
            assert_eq!(file.split(Some(other)), Some(("release", "2024/a.yaml")), "{other}");
        }
        assert_eq!(file.split(None), Some(("release", "2024/a.yaml")));
    }
}
