//! Secrets by reference.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::sources::github::GithubError;

/// Where a secret is: `{ env = "NAME" }` or `{ file = "PATH" }`. It is read when it is used, and kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum SecretRef {
    /// In a variable of the environment.
    Env(String),
    /// In a file.
    File(PathBuf),
}

impl SecretRef {
    /// The secret's bytes, as they are there.
    ///
    /// # Errors
    /// If it is not there.
    pub fn read(&self) -> Result<Vec<u8>, GithubError> {
        let missing = |why: String| GithubError::Secret(why);
        let bytes = match self {
            Self::Env(name) => std::env::var(name).map(String::into_bytes).map_err(|_| {
                missing(format!("the environment has no variable {name:?}, which a source's settings name"))
            })?,
            Self::File(path) => std::fs::read(path).map_err(|error| {
                missing(format!("{} cannot be read, which a source's settings name: {error}", path.display()))
            })?,
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(missing(format!("{self} is empty")));
        }
        Ok(bytes)
    }

    /// The secret as one line, without white space around it.
    ///
    /// # Errors
    /// If it is not there or no text.
    pub fn line(&self) -> Result<String, GithubError> {
        let text = String::from_utf8(self.read()?);
        text.map(|text| text.trim().to_owned()).map_err(|_| GithubError::Secret(format!("{self} is no text")))
    }
}

impl std::fmt::Display for SecretRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Env(name) => write!(f, "the variable {name}"),
            Self::File(path) => write!(f, "the file {}", path.display()),
        }
    }
}
