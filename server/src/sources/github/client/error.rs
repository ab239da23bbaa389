//! Why GitHub did not give what was asked.

use http::StatusCode;

use crate::clock::rfc3339;

/// Why GitHub did not give what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GithubError {
    /// Token or key cannot be used.
    #[error(
        "GitHub takes neither this token nor this key: {0}. Make a new one and put it where the source's settings say"
    )]
    Unauthorized(String),
    /// What is used may not do this.
    #[error("GitHub does not allow {path}: {message}. {needed}")]
    Forbidden {
        /// What was asked.
        path: String,
        /// What GitHub said.
        message: String,
        /// What would be needed.
        needed: String,
    },
    /// It is not there, or nobody may know that it is.
    #[error(
        "GitHub has no {0}, or does not show it to this token; look whether it is still called so, and whether the App is installed on it"
    )]
    NotFound(String),
    /// GitHub may not give it out, by law.
    #[error("GitHub does not give out {0} for legal reasons (451)")]
    Blocked(String),
    /// A repository without a commit.
    #[error("the repository of {0} is empty")]
    Empty(String),
    /// The limit of requests is reached: until this time, milliseconds since the Unix epoch.
    #[error("GitHub takes no more requests until {}", rfc3339(*.0).unwrap_or_default())]
    Limited(i64),
    /// It did not answer, or with an error of its own, several times.
    #[error("GitHub did not answer {path} after {tries} tries: {why}")]
    Unavailable {
        /// What was asked.
        path: String,
        /// How often.
        tries: u32,
        /// How the last try ended.
        why: String,
    },
    /// An answer leads to another origin, where no token may go.
    #[error("GitHub's answer to {path} leads to {to}, which is not followed; look at `url` of the source's settings")]
    Foreign {
        /// What was asked.
        path: String,
        /// Where it leads.
        to: String,
    },
    /// The answer is none that can be read.
    #[error("GitHub's answer to {path} cannot be read: {why}")]
    Malformed {
        /// What was asked.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Any other answer.
    #[error("GitHub answers {path} with {status}: {message}")]
    Refused {
        /// What was asked.
        path: String,
        /// The status.
        status: StatusCode,
        /// What GitHub said.
        message: String,
    },
    /// A secret is not where the settings say.
    #[error("{0}")]
    Secret(String),
}

impl GithubError {
    /// Whether trying again later may go well, without anybody doing something.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Limited(_) | Self::Unavailable { .. })
    }
}
