//! What is said of a source that is elsewhere, whatever its kind.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::secrets::SecretRef;
use crate::sources::Interval;
use crate::sources::git::GitSettings;
use crate::sources::github::GithubSettings;
use crate::sources::gitlab::GitlabSettings;
use crate::sources::url::UrlSettings;

/// From the end of one sync to the begin of the next where nothing is said.
const DEFAULT_INTERVAL: Interval = Interval::seconds(300);
/// The shortest one.
const SHORTEST_INTERVAL: Interval = Interval::seconds(10);

/// What is said of a source that is elsewhere. As JSON, and as a table of the configuration file, it has the key `type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum RemoteSettings {
    /// Repositories behind git addresses.
    Git(GitSettings),
    /// Repositories of a GitHub.
    Github(Box<GithubSettings>),
    /// Projects of a GitLab.
    Gitlab(Box<GitlabSettings>),
    /// Descriptors behind web addresses.
    Url(UrlSettings),
}

impl RemoteSettings {
    /// The types that there are.
    pub const TYPES: &[&str] = &["git", "github", "gitlab", "url"];

    /// The keys that any of them takes, beside those of every source.
    pub const KEYS: &[&str] = &[
        "repositories",
        "urls",
        "branch",
        "interval",
        "username",
        "token",
        "ssh_key",
        "known_hosts",
        "private_networks",
        "organization",
        "user",
        "url",
        "app",
        "webhook_secret",
        "include",
        "exclude",
        "archived",
        "forks",
        "teams",
        "group",
        "projects",
        "members",
    ];

    /// Reads and checks what is said of a source of this type.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of(source_type: &str, mut keys: Map<String, Value>) -> Result<Self, String> {
        if !Self::TYPES.contains(&source_type) {
            return Err(format!("there is no type {source_type:?}; there are {}", Self::TYPES.join(", ")));
        }
        keys.insert("type".to_owned(), Value::String(source_type.to_owned()));
        let settings: Self = serde_json::from_value(Value::Object(keys)).map_err(|error| error.to_string())?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), String> {
        self.said_interval().map(|interval| interval.at_least(SHORTEST_INTERVAL)).transpose()?;
        match self {
            Self::Git(git) => git.check(),
            // It is checked while it is read.
            Self::Github(_) | Self::Gitlab(_) => Ok(()),
            Self::Url(url) => url.check(),
        }
    }

    /// Checks what may not be said while the portal runs.
    ///
    /// # Errors
    /// What may not.
    pub fn check_open(&self) -> Result<(), String> {
        match self {
            Self::Git(git) => git.check_open(),
            Self::Github(github) => github.check_open(),
            Self::Gitlab(gitlab) => gitlab.check_open(),
            Self::Url(url) => url.check_open(),
        }
    }

    /// Its type.
    pub fn source_type(&self) -> &'static str {
        match self {
            Self::Git(_) => "git",
            Self::Github(_) => "github",
            Self::Gitlab(_) => "gitlab",
            Self::Url(_) => "url",
        }
    }

    /// What it reads, in words.
    pub fn address(&self) -> String {
        match self {
            Self::Git(git) => git.address(),
            Self::Github(github) => github.address(),
            Self::Gitlab(gitlab) => gitlab.address(),
            Self::Url(url) => url.address(),
        }
    }

    /// From the end of one sync to the begin of the next.
    pub fn interval(&self) -> Duration {
        self.said_interval().unwrap_or(DEFAULT_INTERVAL).duration()
    }

    /// The secrets that it refers to.
    pub fn secrets(&self) -> Vec<&SecretRef> {
        match self {
            Self::Git(git) => git.secrets(),
            Self::Github(github) => github.secrets(),
            Self::Gitlab(gitlab) => gitlab.secrets(),
            Self::Url(url) => url.secrets(),
        }
    }

    fn said_interval(&self) -> Option<Interval> {
        match self {
            Self::Git(git) => git.interval,
            Self::Github(github) => Some(github.interval),
            Self::Gitlab(gitlab) => Some(gitlab.interval),
            Self::Url(url) => url.interval,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(source_type: &str, keys: Value) -> Result<RemoteSettings, String> {
        let Value::Object(keys) = keys else { panic!("{keys}") };
        RemoteSettings::of(source_type, keys)
    }

    #[test]
    fn what_is_said_is_checked_and_comes_back_as_it_was() {
        let repositories = json!(["https://git.example.com/a.git"]);
        let settings = of("git", json!({ "repositories": repositories, "interval": 60 })).unwrap();
        assert_eq!((settings.source_type(), settings.interval()), ("git", Duration::from_secs(60)));
        let in_words = of("git", json!({ "repositories": repositories, "interval": "1m" })).unwrap();
        assert_eq!(in_words, settings, "a number is one of seconds");
        let text = serde_json::to_string(&settings).unwrap();
        assert_eq!(serde_json::from_str::<RemoteSettings>(&text).unwrap(), settings);
        for (source_type, keys, told) in [
            ("svn", json!({}), "there are git, github, gitlab, url"),
            ("git", json!({ "repositories": repositories, "interval": 1 }), "10s or more"),
            ("git", json!({ "repositories": repositories, "tokn": 1 }), "tokn"),
            ("git", json!({ "repositories": [] }), "repositories"),
        ] {
            let error = of(source_type, keys).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }
}
