//! Structured logs on standard error: readable on a terminal, one JSON object a line elsewhere.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;
use tracing_subscriber::util::TryInitError;

/// The environment variable that says what is logged, such as `debug` or `info,sextant_server::ingest=debug`.
const FILTER: &str = "SEXTANT_LOG";

/// Libraries that tell more than someone who runs a portal needs; in the default only.
const LIBRARIES: &str = "notify=warn,tantivy=warn";

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl LogFormat {
    /// For people where standard error is a terminal, JSON otherwise.
    pub fn detect() -> Self {
        if io::stderr().is_terminal() { Self::Human } else { Self::Json }
    }
}

/// Why there are no logs.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter from the environment does not parse.
    #[error("{FILTER}={text:?} is no log filter: {reason}")]
    Filter {
        /// The filter as given.
        text: String,
        /// What is wrong with it.
        reason: ParseError,
    },
    /// Something else in this process logs already.
    #[error("logging is set up already: {0}")]
    Taken(#[from] TryInitError),
}

/// Starts logging to standard error. `SEXTANT_LOG` says what is logged, else `default_filter`, in the syntax of
/// tracing's `EnvFilter`.
///
/// # Errors
/// If the filter does not parse, or logging was started before.
pub fn init_logging(default_filter: &str, format: LogFormat) -> Result<(), LoggingError> {
    use tracing_subscriber::util::SubscriberInitExt;

    let filter = filter(std::env::var(FILTER).ok(), default_filter)?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Human => builder.with_ansi(io::stderr().is_terminal()).finish().try_init()?,
        LogFormat::Json => builder.json().flatten_event(true).with_current_span(true).finish().try_init()?,
    }
    Ok(())
}

fn filter(given: Option<String>, default_filter: &str) -> Result<EnvFilter, LoggingError> {
    let text = given.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| format!("{default_filter},{LIBRARIES}"));
    EnvFilter::try_new(&text).map_err(|reason| LoggingError::Filter { text, reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_goes_before_the_default() {
        for nothing in [None, Some(" ".to_owned())] {
            assert!(filter(nothing, "info").unwrap().to_string().contains("info"));
        }
        assert_eq!(filter(Some("debug".to_owned()), "info").unwrap().to_string(), "debug");
    }

    #[test]
    fn a_filter_that_does_not_parse_is_named() {
        let error = filter(Some("sextant=loud".to_owned()), "info").unwrap_err();
        assert!(error.to_string().starts_with("SEXTANT_LOG=\"sextant=loud\" is no log filter"), "{error}");
    }
}
