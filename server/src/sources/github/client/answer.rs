//! A request and its answer.

use std::sync::Arc;

use http::{HeaderMap, Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::GithubError;

/// What GitHub calls its JSON.
const JSON: &str = "application/vnd.github+json";
/// The content of a file and nothing around it.
const RAW: &str = "application/vnd.github.raw+json";

/// A request.
#[derive(Clone, Debug)]
pub(in crate::sources::github) struct Ask {
    pub(super) method: Method,
    /// Below REST's address, or `/graphql`.
    pub(super) path: String,
    pub(super) body: Option<Value>,
    pub(super) accept: &'static str,
    /// The answer is kept with its ETag, as it will be asked for again.
    pub(super) kept: bool,
}

impl Ask {
    /// Asks for the JSON at a path.
    pub(in crate::sources::github) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, accept: JSON, kept: false }
    }

    /// Asks for the bytes at a path.
    pub(in crate::sources::github) fn raw(path: impl Into<String>) -> Self {
        Self { accept: RAW, ..Self::get(path) }
    }

    pub(super) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::POST, body: Some(body), ..Self::get(path) }
    }

    /// The answer is asked for again: one that is as before costs nothing of the limit.
    pub(in crate::sources::github) fn kept(self) -> Self {
        Self { kept: true, ..self }
    }
}

/// An answer that is neither an error nor leads elsewhere.
#[derive(Clone, Debug)]
pub(in crate::sources::github) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(in crate::sources::github) body: Arc<[u8]>,
    /// What was asked in the end.
    pub(in crate::sources::github) path: String,
}

impl Answer {
    /// The JSON of it.
    ///
    /// # Errors
    /// If it is none, or of another shape.
    pub(in crate::sources::github) fn json<T: DeserializeOwned>(&self) -> Result<T, GithubError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| GithubError::Malformed { path: self.path.clone(), why: error.to_string() })
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What GitHub says in the body of an error, one line.
    pub(super) fn message(&self) -> String {
        let said = serde_json::from_slice::<Value>(&self.body).ok();
        let said = said.as_ref().and_then(|body| body.get("message")?.as_str());
        let said = said.map_or_else(|| String::from_utf8_lossy(&self.body).into_owned(), str::to_owned);
        let said: String = said.chars().filter(|c| !c.is_control()).take(300).collect();
        if said.trim().is_empty() { self.status.to_string() } else { said }
    }
}
