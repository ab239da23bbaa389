//! Asking a portal by its API.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use catalog_schema::wire::Problem;
use clap::{Args, ValueEnum};
use serde::de::DeserializeOwned;

use super::local::Local;
use super::remote;
use crate::cli::Exit;

/// The largest answer that is read, in bytes.
pub(super) const LARGEST: usize = 256 << 20;

/// Which portal: one that runs somewhere, or one that is made here of a directory.
#[derive(Debug, Args)]
#[group(id = "portal", required = true, multiple = false)]
pub(in crate::cli) struct Server {
    /// The portal's address, https://…; a token may stand in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// A directory (or one file) with descriptors, read here instead of asking a portal
    #[arg(long, value_name = "PATH")]
    catalog: Option<PathBuf>,
    #[arg(skip)]
    local: OnceCell<Local>,
}

/// How to print an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// Tables for people
    Human,
    /// What the API answers
    Json,
}

/// What a request carries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body<'a> {
    pub(super) content_type: &'static str,
    pub(super) bytes: &'a [u8],
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
    #[error("the catalog {path} cannot be read: {reason}")]
    Catalog { path: PathBuf, reason: String },
    #[error("the catalog that was read cannot be asked: {0}")]
    Local(String),
    #[error("what answers at {address} is no portal, or one that is away: it says {status}")]
    Status { address: String, status: u16 },
    #[error("what answers at {address} is no portal that this version understands: {reason}")]
    Answer { address: String, reason: String },
}

impl AskError {
    /// Whether the same question may be answered in a moment: the portal cannot be reached, is busy or starts.
    pub(in crate::cli) fn may_pass(&self) -> bool {
        match self {
            Self::Request { source, .. } => matches!(
                **source,
                ureq::Error::Io(_)
                    | ureq::Error::Timeout(_)
                    | ureq::Error::ConnectionFailed
                    | ureq::Error::HostNotFound
                    | ureq::Error::Protocol(_)
            ),
            Self::Problem(problem) => problem.status == 503,
            Self::Status { status, .. } => matches!(status, 502..=504),
            _ => false,
        }
    }

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
        let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.ask(path, &query, None)
    }

    /// The text of an answer to a body of JSON.
    pub(in crate::cli) fn post(&self, path: &str, query: &[(&str, &str)], body: &[u8]) -> Result<String, AskError> {
        self.ask(path, query, Some(Body { content_type: "application/json", bytes: body }))
    }

    /// The text of an answer to a table.
    pub(in crate::cli) fn post_csv(
        &self,
        path: &str,
        query: &[(&str, &str)],
        table: &[u8],
    ) -> Result<String, AskError> {
        self.ask(path, query, Some(Body { content_type: "text/csv", bytes: table }))
    }

    /// The portal at this address.
    pub(in crate::cli) fn at(address: &str) -> Self {
        Self { server: Some(address.to_owned()), catalog: None, local: OnceCell::new() }
    }

    /// The address, without what may stand at its end; or the directory.
    pub(in crate::cli) fn address(&self) -> Cow<'_, str> {
        match (&self.server, &self.catalog) {
            (Some(server), _) => server.trim_end_matches('/').into(),
            (None, Some(catalog)) => catalog.to_string_lossy(),
            (None, None) => "".into(),
        }
    }

    /// The directory that is read here; none where a portal is asked.
    pub(in crate::cli) fn directory(&self) -> Option<&Path> {
        self.catalog.as_deref()
    }

    fn ask(&self, path: &str, query: &[(&str, &str)], body: Option<Body<'_>>) -> Result<String, AskError> {
        let (status, text) = match &self.catalog {
            None => remote::answer(&self.address(), path, query, body)?,
            Some(catalog) => self.local(catalog)?.answer(path, query, body)?,
        };
        if status.is_success() {
            return Ok(text);
        }
        Err(match serde_json::from_str::<Problem>(&text) {
            Ok(problem) => AskError::Problem(Box::new(problem)),
            Err(_) => AskError::Status { address: self.address().into_owned(), status: status.as_u16() },
        })
    }

    /// Read when first asked.
    fn local(&self, catalog: &Path) -> Result<&Local, AskError> {
        if let Some(local) = self.local.get() {
            return Ok(local);
        }
        let local = Local::over(catalog)?;
        Ok(self.local.get_or_init(|| local))
    }

    fn not_understood(&self, reason: String) -> AskError {
        AskError::Answer { address: self.address().into_owned(), reason }
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
        let answer = serde_json::from_str(&text).map_err(|error| self.not_understood(error.to_string()))?;
        Ok(human(&answer))
    }
}
