//! Why a command stopped, and what a person can do about it.

use std::fmt;
use std::path::Path;

/// Ends a command. Printed once, at the end, on standard error.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure whose message says enough by itself.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Reading or writing `path` failed.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("{}: {error}", path.display()))
    }

    /// This failure and another one.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        let help: Vec<String> = self.help.into_iter().chain(other.help).collect();
        let message = format!("{}\n{}", self.message, other.message);
        Self { message, help: (!help.is_empty()).then(|| help.join("\n")) }
    }

    /// The message alone, for a line that goes on without what failed.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.message)?;
        match &self.help {
            Some(help) => write!(formatter, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}
