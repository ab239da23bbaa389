//! What a check found.

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// As it should be.
    Ok,
    /// It could not be looked at, because of something else that was found.
    Skipped,
    /// It works, and somebody should look at it.
    Warning,
    /// Something does not work, or soon will not.
    Error,
}

impl Status {
    /// The word that people and scripts read.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Skipped => "skipped",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a check found: one thing, said in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    /// What was looked at.
    pub(super) check: String,
    pub(super) status: Status,
    /// What is there, with figures.
    pub(super) found: String,
    /// What to do about it.
    pub(super) remedy: Option<String>,
}

impl Finding {
    pub(super) fn ok(check: &str, found: impl Into<String>) -> Self {
        Self { check: check.to_owned(), status: Status::Ok, found: found.into(), remedy: None }
    }

    pub(super) fn skipped(check: &str, why: &str) -> Self {
        Self { check: check.to_owned(), status: Status::Skipped, found: why.to_owned(), remedy: None }
    }

    pub(super) fn warning(check: &str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (found, remedy) = (found.into(), Some(remedy.into()));
        Self { check: check.to_owned(), status: Status::Warning, found, remedy }
    }

    pub(super) fn error(check: &str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        let (found, remedy) = (found.into(), Some(remedy.into()));
        Self { check: check.to_owned(), status: Status::Error, found, remedy }
    }
}
