//! Why a source was not changed, and how the API says so.

use catalog_schema::wire::Problem;

use crate::ingest::IngestError;
use crate::portal::unavailable;
use crate::store::StoreError;

/// Why a source was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// There is none of this name.
    #[error("there is no source {name}; {}", known_words(.known))]
    Unknown {
        /// The name.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// The configuration file says it.
    #[error(
        "sextant.toml has [sources.{0}], which says how it stands to others and what it may describe; change it there"
    )]
    OfFile(String),
    /// It is paused.
    #[error("the source {0} is paused; resume it first")]
    Paused(String),
    /// Nothing reads it.
    #[error(
        "the source {name} is of type {source_type}, which is not read by the portal: whoever has its descriptors pushes them"
    )]
    NotRead {
        /// The name.
        name: String,
        /// Its type.
        source_type: String,
    },
    /// Another number of entities would go than was said.
    #[error("{}", mismatch_words(*.given, *.would))]
    ConfirmMismatch {
        /// What was said.
        given: Option<u64>,
        /// How many would go.
        would: u64,
    },
    /// No deletion is held back.
    #[error("nothing is held back of the source {0}")]
    NothingHeld(String),
    /// What was asked for makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// A source cannot be called so.
    #[error(
        "{0:?} is no name of a source: it has 1 to 63 letters, digits, '-', '_' and '.', and does not begin with '.'"
    )]
    Name(String),
    /// There is one already.
    #[error("{0}")]
    Exists(String),
    /// The directory is none that may be added.
    #[error("{0}")]
    NotAllowed(String),
    /// The path leads to no directory.
    #[error("{0}")]
    NoDirectory(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ingestion failed.
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

fn known_words(known: &[String]) -> String {
    if known.is_empty() { "there are none".to_owned() } else { format!("there are {}", known.join(", ")) }
}

fn mismatch_words(given: Option<u64>, would: u64) -> String {
    let said = given.map_or_else(|| "nothing was confirmed".to_owned(), |given| format!("{given} was confirmed"));
    format!(
        "{would} entities would go, and {said}; look at what would go (dry_run=true) and send confirm={would}. Nothing was \
         changed"
    )
}

impl RegistryError {
    /// The same as the outside sees it; the cause of what is ours goes to the log, once.
    pub(crate) fn to_problem(&self) -> Problem {
        let detail = self.to_string();
        match self {
            Self::Unknown { .. } => Problem::new(404, "source_not_found", "No such source", detail),
            Self::OfFile(_) => Problem::new(409, "source_of_file", "The configuration file says it", detail),
            Self::Paused(_) => Problem::new(409, "source_paused", "The source is paused", detail),
            Self::NotRead { .. } => Problem::new(409, "source_not_read", "Not a source to read", detail),
            Self::ConfirmMismatch { .. } => {
                Problem::new(409, "confirm_mismatch", "Another number of entities would go", detail)
            }
            Self::NothingHeld(_) => Problem::new(409, "nothing_held", "Nothing is held back", detail),
            Self::Invalid(_) => Problem::new(400, "invalid_body", "Invalid body", detail),
            Self::Name(_) => Problem::new(400, "invalid_source_name", "Invalid source name", detail),
            Self::Exists(_) => Problem::new(409, "source_exists", "There is such a source", detail),
            Self::NotAllowed(_) => Problem::new(403, "directory_not_allowed", "Directory not allowed", detail),
            Self::NoDirectory(_) => Problem::new(400, "no_directory", "No directory", detail),
            Self::Store(error) | Self::Ingest(IngestError::Store(error)) => unavailable(error),
            Self::Ingest(error) => {
                tracing::error!(%error, "a source was not changed");
                let detail = "something went wrong on the server; its log says why";
                Problem::new(500, "internal_error", "Internal error", detail)
            }
        }
    }
}
