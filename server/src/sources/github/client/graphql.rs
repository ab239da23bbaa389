//! Questions in GraphQL.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Ask, Client, GithubError};
use crate::clock::parse_rfc3339;

/// How often a question may run into limits.
const LIMITS: u32 = 6;
/// How long to wait after a secondary limit, in milliseconds.
const A_MINUTE: i64 = 60_000;

/// What a question is answered with: what could be told, and what could not.
#[derive(Debug)]
pub(in crate::sources::github) struct GraphAnswer<T> {
    pub(in crate::sources::github) data: T,
    pub(in crate::sources::github) errors: Vec<GraphError>,
}

/// Why a part of an answer is missing.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::sources::github) struct GraphError {
    /// Such as `NOT_FOUND` or `FORBIDDEN`.
    #[serde(rename = "type", default)]
    pub(in crate::sources::github) kind: String,
    /// Which part.
    #[serde(default)]
    pub(in crate::sources::github) path: Vec<Value>,
    #[serde(default)]
    pub(in crate::sources::github) message: String,
}

#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    data: Value,
    #[serde(default)]
    errors: Vec<GraphError>,
}

impl GraphError {
    fn is_limit(&self) -> bool {
        self.kind == "RATE_LIMITED" || self.message.to_ascii_lowercase().contains("secondary rate limit")
    }
}

impl Client {
    /// The answer to a question. It should ask for `rateLimit { cost resetAt }`, so that points are counted.
    ///
    /// # Errors
    /// If there is no answer, or nothing could be told.
    pub(in crate::sources::github) async fn graphql<T: DeserializeOwned>(
        &self,
        query: &str,
        variables: &Value,
    ) -> Result<GraphAnswer<T>, GithubError> {
        let ask = Ask::post("/graphql", json!({ "query": query, "variables": variables }));
        for again in 0..LIMITS {
            let answer = self.ask(&ask).await?;
            let Body { data, errors } = answer.json()?;
            let rate = &data["rateLimit"];
            self.budget().spend_points(rate["cost"].as_u64().unwrap_or(1));
            if errors.iter().any(GraphError::is_limit) {
                let resets_at = self.budget().spent().graphql.filter(|left| left.remaining == 0);
                let resets_at = resets_at.map(|left| left.resets_at);
                let resets_at = resets_at.or_else(|| parse_rfc3339(rate["resetAt"].as_str()?));
                self.pause_until(resets_at.unwrap_or_else(|| self.now() + (A_MINUTE << again.min(5))));
                continue;
            }
            if data.is_null() {
                return Err(refused(&errors));
            }
            let malformed = |error: serde_json::Error| GithubError::Malformed {
                path: "/graphql".to_owned(),
                why: error.to_string(),
            };
            return Ok(GraphAnswer { data: serde_json::from_value(data).map_err(malformed)?, errors });
        }
        Err(GithubError::Limited(self.now() + A_MINUTE))
    }
}

fn refused(errors: &[GraphError]) -> GithubError {
    let message: Vec<&str> = errors.iter().map(|error| error.message.as_str()).take(3).collect();
    let message: String = message.join("; ").chars().filter(|c| !c.is_control()).take(300).collect();
    let path = "/graphql".to_owned();
    match errors.first().map(|error| error.kind.as_str()) {
        Some("FORBIDDEN" | "INSUFFICIENT_SCOPES") => {
            let needed = "Look at the permissions of the App or the token".to_owned();
            GithubError::Forbidden { path, message, needed }
        }
        Some("NOT_FOUND") => GithubError::NotFound(message),
        _ => GithubError::Malformed { path, why: message },
    }
}
