//! Why GitLab did not give what was asked.

use http::StatusCode;

use crate::clock::rfc3339;

/// Why GitLab did not give what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitlabError {
    /// The token cannot be used.
    #[error("GitLab does not take this token: {0}. Make a new one and put it where the source's settings say")]
    Unauthorized(String),
    /// What is used may not do this.
    #[error(
        "GitLab does not allow {path}: {message}. Give the token the scope read_api, and the role Reporter or more where it asks"
    )]
    Forbidden {
        /// What was asked.
        path: String,
        /// What GitLab said.
        message: String,
    },
    /// It is not there, or nobody may know that it is.
    #[error(
        "GitLab has no {0}, or does not show it to this token; look whether it is still called so, and at the token's role"
    )]
    NotFound(String),
    /// The code of a project is not shown, though the project is.
    #[error(
        "GitLab does not show the repository of {0} to this token: its role there is too low, or the repository is turned off. \
         Give the token the role Reporter, or leave the project out by `exclude`"
    )]
    Hidden(String),
    /// The limit of requests is reached: until this time, milliseconds since the Unix epoch.
    #[error("GitLab takes no more requests until {}", rfc3339(*.0).unwrap_or_default())]
    Limited(i64),
    /// It did not answer, or with an error of its own, several times.
    #[error("GitLab did not answer {path} after {tries} tries: {why}")]
    Unavailable {
        /// What was asked.
        path: String,
        /// How often.
        tries: u32,
        /// How the last try ended.
        why: String,
    },
    /// The answer is larger than any that is read.
    #[error("GitLab's answer to {0} is larger than what is read")]
    TooLarge(String),
    /// An answer leads to another origin, where no token may go.
    #[error(
        "GitLab's answer to {path} leads to {to}, which is not followed; `url` of the source's settings is the address that \
         GitLab itself is configured with (external_url)"
    )]
    Foreign {
        /// What was asked.
        path: String,
        /// Where it leads.
        to: String,
    },
    /// The answer is none that can be read.
    #[error("GitLab's answer to {path} cannot be read: {why}")]
    Malformed {
        /// What was asked.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Any other answer.
    #[error("GitLab answers {path} with {status}: {message}")]
    Refused {
        /// What was asked.
        path: String,
        /// The status.
        status: StatusCode,
        /// What GitLab said.
        message: String,
    },
    /// The secret is no token.
    #[error("the token is empty, or has characters that no token has")]
    NoToken,
}

impl GitlabError {
    /// Whether trying again later may go well, without anybody doing something.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Limited(_) | Self::Unavailable { .. })
    }
}
