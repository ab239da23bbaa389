//! A request and its answer.

use http::{HeaderMap, Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::GitlabError;

/// Where REST is, below the address of a GitLab.
const REST: &str = "/api/v4";
/// Where GraphQL is.
const GRAPHQL: &str = "/api/graphql";

/// A request.
#[derive(Clone, Debug)]
pub(in crate::sources::gitlab) struct Ask {
    pub(super) method: Method,
    /// Below the address of the GitLab.
    pub(super) path: String,
    pub(super) body: Option<Value>,
}

impl Ask {
    /// Asks for what is at a path of REST.
    pub(in crate::sources::gitlab) fn get(path: &str) -> Self {
        Self { method: Method::GET, path: format!("{REST}{path}"), body: None }
    }

    pub(super) fn graphql(body: Value) -> Self {
        Self { method: Method::POST, path: GRAPHQL.to_owned(), body: Some(body) }
    }
}

/// An answer that does not lead elsewhere.
#[derive(Clone, Debug)]
pub(in crate::sources::gitlab) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(in crate::sources::gitlab) body: Vec<u8>,
    /// What was asked in the end.
    pub(in crate::sources::gitlab) path: String,
}

impl Answer {
    /// The JSON of it.
    ///
    /// # Errors
    /// If it is none, or of another shape.
    pub(in crate::sources::gitlab) fn json<T: DeserializeOwned>(&self) -> Result<T, GitlabError> {
        serde_json::from_slice(&self.body)
            .map_err(|error| GitlabError::Malformed { path: self.path.clone(), why: error.to_string() })
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What GitLab says in the body of an error, one line.
    pub(super) fn message(&self) -> String {
        let body = serde_json::from_slice::<Value>(&self.body).ok();
        let said = body.as_ref().and_then(|body| {
            let said = ["error_description", "message", "error"].into_iter().find_map(|name| body.get(name));
            said.or_else(|| body.pointer("/errors/0/message"))
        });
        let said = match said {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::from_utf8_lossy(&self.body).into_owned(),
        };
        let said: String = said.chars().filter(|c| !c.is_control()).take(300).collect();
        if said.trim().is_empty() { self.status.to_string() } else { said }
    }
}
