//! Where a repository is.

use std::path::PathBuf;

use url::Url;

/// The address of a repository, as git takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// `https://host/path`, or `http://…`.
    Http(Url),
    /// `ssh://user@host/path`, or `user@host:path`.
    Ssh {
        /// As it was written.
        text: String,
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// A repository of this machine.
    File(PathBuf),
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it is none that can be used.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("{:?} is no address of a repository: {why}", without_user(text)));
        if text.is_empty()
            || text.len() > 1_024
            || text.starts_with('-')
            || text.chars().any(|c| c.is_control() || c == ' ')
        {
            return wrong("an address is short, has no white space and does not begin with '-'");
        }
        if text.contains("::") && !text.contains("://") {
            return wrong("what git would run a helper for is none");
        }
        if text.starts_with('/') {
            return Ok(Self::File(PathBuf::from(text)));
        }
        if !text.contains("://") {
            return match text.split_once(':') {
                Some((place, path)) if !path.is_empty() => {
                    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
                    if is_host(host) && place.split('@').all(is_host) {
                        Ok(Self::Ssh { text: text.to_owned(), host: host.to_owned(), port: 22 })
                    } else {
                        wrong("user and host are letters, digits, '-', '_' and '.'")
                    }
                }
                _ => wrong("one is https://host/path, ssh://user@host/path or user@host:path"),
            };
        }
        let Ok(url) = Url::parse(text) else { return wrong("it cannot be read") };
        if text.contains(":///") && url.scheme() != "file" {
            return wrong("it names no host");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return wrong("there is nothing behind the path");
        }
        match url.scheme() {
            "https" | "http" if url.password().is_some() || !url.username().is_empty() => {
                wrong("a user or a secret does not belong into it; `username` and `token` say them")
            }
            "https" | "http" if url.host_str().is_some_and(|host| !host.is_empty()) => Ok(Self::Http(url)),
            "ssh" if url.password().is_none() => match url.host_str() {
                Some(host) if is_host(host) && (url.username().is_empty() || is_host(url.username())) => {
                    Ok(Self::Ssh { text: text.to_owned(), host: host.to_owned(), port: url.port().unwrap_or(22) })
                }
                _ => wrong("user and host are letters, digits, '-', '_' and '.'"),
            },
            "file" => match url.to_file_path() {
                Ok(path) => Ok(Self::File(path)),
                Err(()) => wrong("file:// is followed by an absolute path"),
            },
            _ => wrong("the scheme is https, ssh, http or file"),
        }
    }

    /// The same as git takes it.
    pub(super) fn argument(&self) -> String {
        match self {
            Self::Http(url) => url.to_string(),
            Self::Ssh { text, .. } => text.clone(),
            Self::File(path) => format!("file://{}", path.display()),
        }
    }

    /// The protocol by which git goes there, as `GIT_ALLOW_PROTOCOL` names it.
    pub(super) fn protocol(&self) -> &'static str {
        match self {
            Self::Http(url) if url.scheme() == "http" => "http",
            Self::Http(_) => "https",
            Self::Ssh { .. } => "ssh",
            Self::File(_) => "file",
        }
    }
}

fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !text.is_empty() && !text.starts_with('-') && text.bytes().all(plain)
}

/// An address as it may be shown, whatever somebody has written into it.
fn without_user(text: &str) -> String {
    let shown: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    match (shown.find("://"), shown.rfind('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}://…{}", &shown[..scheme], &shown[at..]),
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let protocol = |text: &str| Address::parse(text).unwrap().protocol();
        assert_eq!(protocol("https://git.example.com/a/b.git"), "https");
        assert_eq!(protocol("http://127.0.0.1:8080/a"), "http");
        assert_eq!(protocol("ssh://git@git.example.com:2222/a/b.git"), "ssh");
        assert_eq!(protocol("git@git.example.com:a/b.git"), "ssh");
        assert_eq!(protocol("/srv/git/a.git"), "file");
        assert_eq!(Address::parse("file:///srv/git/a.git").unwrap().argument(), "file:///srv/git/a.git");
    }

    #[test]
    fn what_git_would_run_or_a_secret_is_no_address() {
        for wrong in [
            "ext::sh -c touch% /tmp/x",
            "ext::sh",
            "--upload-pack=touch",
            "-oProxyCommand=x:y",
            "git@-oProxyCommand=x:y",
            "ssh://-oProxyCommand=x/y",
            "ssh://git:secret@host/y",
            "https://token@host/a",
            "https://u:p4ss@host/a",
            "https://host/a?x=1",
            "https://host/a#b",
            "ftp://host/a",
            "a/b",
            "",
            "https:///a",
            "https://host/a\nb",
            "file://host",
            "fd::17/foo",
            "transport::address",
        ] {
            let error = Address::parse(wrong).expect_err(wrong);
            assert!(!error.contains("p4ss") && !error.contains("secret@"), "{error}");
        }
    }
}
