//! Errors, as RFC 9457 has them.

use serde::{Deserialize, Serialize};

use super::ItemProblem;
use crate::diagnostic::Diagnostic;

/// An `application/problem+json` body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A relative address of the page that explains the code.
    #[serde(rename = "type")]
    pub problem_type: String,
    /// The kind of problem, for people.
    pub title: String,
    /// The HTTP status code.
    pub status: u16,
    /// This very case, and what to do about it.
    pub detail: String,
    /// Stable, for programs, such as `entity_not_found`.
    pub code: String,
    /// Where the request's content is to blame.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
    /// Which items of what was sent are to blame: events, facts, rows of a table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemProblem>,
}

impl Problem {
    /// A problem of this status and code.
    pub fn new(status: u16, code: &str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            problem_type: format!("/problems/{code}"),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            code: code.to_owned(),
            diagnostics: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.title, self.detail)
    }
}

impl std::error::Error for Problem {}
