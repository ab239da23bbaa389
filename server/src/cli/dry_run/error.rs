//! Why it is not known what would change.

use std::io;
use std::path::PathBuf;

use catalog_schema::diagnostic::Diagnostic;

use crate::cli::Exit;
use crate::cli::graph::AskError;

/// Why it is not known what would change.
#[derive(Debug, thiserror::Error)]
pub(in crate::cli) enum DryRunError {
    /// The paths are of several working trees.
    #[error("{0} and {1} are of different repositories; name paths of one of them")]
    SeveralTrees(PathBuf, PathBuf),
    /// A directory or file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Read { path: PathBuf, source: io::Error },
    /// No source of the portal is known to be of this working tree.
    #[error(
        "no source of the portal at {address} is known to be of {tree}; name it with --source. The portal has: {known}"
    )]
    NoSource { address: String, tree: PathBuf, known: String },
    /// The portal finds errors.
    #[error("the portal at {0} finds errors in the files")]
    Errors(String, Vec<Diagnostic>),
    /// The portal does not answer, or not with what was asked for.
    #[error("it is not known what would change: the portal at {address} answers: {source}")]
    Ask { address: String, source: AskError },
}

impl DryRunError {
    /// How the command ends.
    pub(in crate::cli) fn exit(&self) -> Exit {
        match self {
            Self::SeveralTrees(..) | Self::NoSource { .. } | Self::Ask { source: AskError::Address(_), .. } => {
                Exit::Usage
            }
            Self::Errors(..) => Exit::Found,
            Self::Read { .. } | Self::Ask { .. } => Exit::Outside,
        }
    }
}
