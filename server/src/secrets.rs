//! Secrets that the configuration refers to: where they are, never what they are.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Variables that a source may refer to which is added while the portal runs begin with this: who manages sources may not
/// have the rest of the environment sent elsewhere.
const OPEN_PREFIX: &str = "SEXTANT_SECRET_";

/// Where a secret is: `{ env = "NAME" }` or `{ file = "PATH" }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecretRef {
    /// In a variable of the process.
    Env(String),
    /// In a file, without the white space around it.
    File(PathBuf),
}

/// A secret. It is shown by nothing but [`Secret::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What it is.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Why there is no secret where one should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The variable is not set, or empty.
    #[error("the variable {0}, which is to hold a secret, is not set in the environment of the portal")]
    NoVariable(String),
    /// The file cannot be read, or is empty.
    #[error("{path}, which is to hold a secret, cannot be used: {reason}")]
    NoFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl SecretRef {
    /// The secret as it is now: it may change while the portal runs.
    ///
    /// # Errors
    /// If it is not there, or empty.
    pub fn resolve(&self) -> Result<Secret, SecretError> {
        match self {
            Self::Env(name) => {
                let value = std::env::var(name).ok().map(|value| value.trim().to_owned());
                let value = value.filter(|value| !value.is_empty());
                value.map(Secret).ok_or_else(|| SecretError::NoVariable(name.clone()))
            }
            Self::File(path) => {
                let failed = |reason: String| SecretError::NoFile { path: path.clone(), reason };
                let value = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
                match value.trim() {
                    "" => Err(failed("it is empty".to_owned())),
                    value => Ok(Secret(value.to_owned())),
                }
            }
        }
    }

    /// Whether who manages sources while the portal runs may refer to it.
    ///
    /// # Errors
    /// Why not.
    pub fn check_open(&self) -> Result<(), String> {
        match self {
            Self::Env(name) if name.starts_with(OPEN_PREFIX) => Ok(()),
            Self::Env(name) => Err(format!(
                "the variable {name} may not be referred to here; the name of one that may begins with {OPEN_PREFIX}, and \
                 sextant.toml may name any"
            )),
            Self::File(path) => Err(format!(
                "the file {} may not be referred to here; sextant.toml may, and here a variable whose name begins with \
                 {OPEN_PREFIX}",
                path.display()
            )),
        }
    }
}

impl fmt::Display for SecretRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Env(name) => write!(f, "the variable {name}"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_where_it_is_and_shown_by_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("token");
        std::fs::write(&path, "  s3cret\n").unwrap();
        let file: SecretRef = serde_json::from_value(serde_json::json!({ "file": path })).unwrap();
        let secret = file.resolve().unwrap();
        assert_eq!(secret.reveal(), "s3cret");
        assert!(!format!("{secret:?} {file:?} {file}").contains("s3cret"));
        std::fs::write(&path, " \n").unwrap();
        assert!(file.resolve().unwrap_err().to_string().contains("it is empty"));
        let unset = SecretRef::Env("SEXTANT_SECRET_NOT_SET".to_owned());
        assert!(unset.resolve().unwrap_err().to_string().contains("SEXTANT_SECRET_NOT_SET"));
    }

    #[test]
    fn who_manages_sources_may_not_refer_to_everything() {
        let env = |name: &str| SecretRef::Env(name.to_owned()).check_open();
        assert!(env("SEXTANT_SECRET_GIT").is_ok());
        assert!(env("SEXTANT_DATABASE_URL").is_err() && env("HOME").is_err());
        assert!(SecretRef::File("/etc/shadow".into()).check_open().is_err());
    }
}
