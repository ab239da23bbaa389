//! A git repository on this machine, and how the git program is asked about it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tracing::warn;
use walkdir::{DirEntry, WalkDir};

use super::HistoryError;
use crate::sources::directory::is_skipped_name;
use crate::sources::git_program::git;

/// A repository below the directory of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repository {
    /// Its absolute path.
    pub(super) root: PathBuf,
    /// Its path below the source's directory, `/`-separated; empty for that directory itself.
    pub(super) prefix: String,
}

impl Repository {
    /// The repositories at and below `directory`, by path. What is below a directory that cannot be listed is passed
    /// over with a warning, and so is a path that is not UTF-8.
    ///
    /// # Errors
    /// If there is none, or `directory` itself cannot be read.
    pub(super) fn find(directory: &Path) -> Result<Vec<Self>, HistoryError> {
        let mut found = Vec::new();
        let walk = WalkDir::new(directory).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_walked(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 => {
                    let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    return Err(HistoryError::Catalog { path: directory.to_owned(), source });
                }
                Err(error) => {
                    warn!(%error, "passed over: it cannot be listed");
                    continue;
                }
            };
            // A file in the place of the folder says where a worktree or submodule has it.
            if !entry.path().join(".git").exists() {
                continue;
            }
            match below(directory, entry.path()) {
                Some(prefix) => found.push(Self { root: entry.into_path(), prefix }),
                None => warn!(path = %entry.path().display(), "passed over: its path is not UTF-8"),
            }
        }
        if found.is_empty() { Err(HistoryError::NoRepository { path: directory.to_owned() }) } else { Ok(found) }
    }

    /// The path below the source's directory of what the repository has at `path`.
    pub(super) fn location_path(&self, path: &str) -> String {
        if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) }
    }

    /// The path within the repository of what the source has at `path`; none outside of it, and where git could not be
    /// asked for it.
    pub(super) fn repository_path<'p>(&self, path: &'p str) -> Option<&'p str> {
        let within = match self.prefix.as_str() {
            "" => Some(path),
            prefix => path.strip_prefix(prefix)?.strip_prefix('/'),
        };
        within.filter(|within| !within.contains(['\n', '\r']))
    }

    /// git, to be asked about this repository and no other.
    pub(super) fn git(&self) -> Command {
        git(&self.root)
    }

    /// Runs a command of [`Repository::git`] to its end.
    ///
    /// # Errors
    /// If it cannot be started or read.
    pub(super) fn output(&self, command: &mut Command) -> Result<Output, HistoryError> {
        command.output().map_err(|error| self.broke_off(error))
    }

    /// What a command of [`Repository::git`] prints.
    ///
    /// # Errors
    /// If it cannot be started, or says that it failed.
    pub(super) fn capture(&self, command: &mut Command) -> Result<Vec<u8>, HistoryError> {
        let output = self.output(command)?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.refused(&output.stderr)) }
    }

    /// The failure of a git that ended with these words.
    pub(super) fn refused(&self, stderr: &[u8]) -> HistoryError {
        let message = String::from_utf8_lossy(stderr).trim().to_owned();
        HistoryError::Refused { repository: self.root.clone(), message }
    }

    /// The failure of a git that could not be started, written to or read from.
    pub(super) fn broke_off(&self, source: io::Error) -> HistoryError {
        match source.kind() {
            io::ErrorKind::NotFound => HistoryError::NoGit,
            _ => HistoryError::BrokeOff { repository: self.root.clone(), source },
        }
    }

    /// The failure to understand this part of an answer.
    pub(super) fn unexpected(&self, answer: &[u8]) -> HistoryError {
        /// Enough to recognise it.
        const SHOWN: usize = 120;
        let answer = String::from_utf8_lossy(&answer[..answer.len().min(SHOWN)]).into_owned();
        HistoryError::Unexpected { repository: self.root.clone(), answer }
    }
}

fn is_walked(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && !entry.file_name().to_str().is_some_and(is_skipped_name)
}

fn below(directory: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(directory).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
