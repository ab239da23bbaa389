//! Asking a portal over its API.

use std::time::Duration;

use catalog_schema::wire::Problem;
use clap::{Args, ValueEnum};
use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::{Agent, Body};

use crate::cli::Exit;

/// Longer than any sound answer takes.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// Which portal.
#[derive(Debug, Args)]
pub(in crate::cli) struct Server {
    /// The portal's address, https://…; a token may stand in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: String,
}

/// How to print an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables for people
    Human,
    /// What the API answers
    Json,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum AskError {
    #[error("{0} is no address of a portal; write it as https://sextant.example.com")]
    Address(String),
    #[error("the portal at {address} cannot be asked: {source}")]
    Request { address: String, source: Box<ureq::Error> },
    #[error("{}", .0.detail)]
    Problem(Box<Problem>),
    #[error("what answers at {address} is no portal that this version understands: {reason}")]
    Answer { address: String, reason: String },
}

impl AskError {
    /// How the command ends.
    pub(in crate::cli) fn exit(&self) -> Exit {
        match self {
            Self::Address(_) => Exit::Usage,
            Self::Problem(problem) if problem.status < 500 => Exit::Usage,
            _ => Exit::Outside,
        }
    }
}

impl Server {
    /// The text of an answer.
    pub(in crate::cli) fn text(&self, path: &str, query: &[(&str, String)]) -> Result<String, AskError> {
        let (address, agent) = self.agent()?;
        let mut request = agent.get(format!("{address}/api/v1/{path}"));
        for (name, value) in query {
            request = request.query(*name, value);
        }
        if let Some(bearer) = bearer() {
            request = request.header("Authorization", bearer);
        }
        read(address, request.call())
    }

    /// The text of an answer to a body of JSON.
    pub(in crate::cli) fn post(&self, path: &str, query: &[(&str, &str)], body: &[u8]) -> Result<String, AskError> {
        let (address, agent) = self.agent()?;
        let mut request = agent.post(format!("{address}/api/v1/{path}")).header("Content-Type", "application/json");
        for (name, value) in query {
            request = request.query(*name, *value);
        }
        if let Some(bearer) = bearer() {
            request = request.header("Authorization", bearer);
        }
        read(address, request.send(body))
    }

    /// The portal at this address.
    pub(in crate::cli) fn at(address: &str) -> Self {
        Self { server: address.to_owned() }
    }

    /// The address, without what may stand at its end.
    pub(in crate::cli) fn address(&self) -> &str {
        self.server.trim_end_matches('/')
    }

    fn agent(&self) -> Result<(&str, Agent), AskError> {
        if !self.server.starts_with("https://") && !self.server.starts_with("http://") {
            return Err(AskError::Address(self.server.clone()));
        }
        let agent = Agent::config_builder().timeout_global(Some(TIMEOUT)).http_status_as_error(false).build().into();
        Ok((self.address(), agent))
    }

    /// The answer as JSON text, or made into a text for people.
    pub(super) fn answer<A: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, String)],
        format: Format,
        human: impl Fn(&A) -> String,
    ) -> Result<String, AskError> {
        let mut text = self.text(path, query)?;
        if format == Format::Json {
            text.push('\n');
            return Ok(text);
        }
        let answer = serde_json::from_str(&text)
            .map_err(|error| AskError::Answer { address: self.server.clone(), reason: error.to_string() })?;
        Ok(human(&answer))
    }
}

/// The token in `SEXTANT_TOKEN`, as a header has it.
fn bearer() -> Option<String> {
    let token = std::env::var("SEXTANT_TOKEN").ok().filter(|token| !token.is_empty());
    token.map(|token| format!("Bearer {token}"))
}

/// The text of an answer that is no problem.
fn read(address: &str, answer: Result<Response<Body>, ureq::Error>) -> Result<String, AskError> {
    let failed = |source| AskError::Request { address: address.to_owned(), source: Box::new(source) };
    let mut response = answer.map_err(failed)?;
    let text = response.body_mut().with_config().limit(LARGEST).read_to_string().map_err(failed)?;
    if response.status().is_success() {
        return Ok(text);
    }
    Err(match serde_json::from_str::<Problem>(&text) {
        Ok(problem) => AskError::Problem(Box::new(problem)),
        Err(_) => AskError::Answer { address: address.to_owned(), reason: format!("it says {}", response.status()) },
    })
}
