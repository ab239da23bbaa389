//! The files of a commit that its descriptors may name.

use std::sync::{Mutex, PoisonError};

use catalog_schema::companions::{Companion, is_pattern, matches};

use super::HistoryError;
use super::objects::{Named, Objects};
use super::repository::Repository;
use super::tree::files_at;
use crate::ingest::Surroundings;

/// Files that one pattern may lead to.
const LISTED: usize = 10_000;

/// The tree of one commit. git is started when the first file is asked for: few commits name any.
#[derive(Debug)]
pub(super) struct CommitFiles {
    repository: Repository,
    commit: String,
    /// In bytes.
    limit: u64,
    objects: Mutex<Option<Objects>>,
    /// All of the commit's files, once a pattern was asked for.
    listed: Mutex<Option<Vec<String>>>,
}

impl CommitFiles {
    pub(super) fn new(repository: Repository, commit: String, limit: u64) -> Self {
        Self { repository, commit, limit, objects: Mutex::new(None), listed: Mutex::new(None) }
    }

    /// The files that are like a pattern.
    fn list(&self, pattern: &str) -> Result<Companion, HistoryError> {
        let Some(within) = self.repository.repository_path(pattern) else { return Ok(Companion::Listing(Vec::new())) };
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        let files = match listed.take() {
            Some(files) => files,
            None => files_at(&self.repository, &self.commit)?,
        };
        let found = files.iter().filter(|path| matches(within, path)).take(LISTED + 1);
        let found: Vec<String> = found.map(|path| self.repository.location_path(path)).collect();
        *listed = Some(files);
        Ok(match found.len() <= LISTED {
            true => Companion::Listing(found),
            false => Companion::Refused(format!("it leads to more than {LISTED} files")),
        })
    }

    fn try_read(&self, path: &str) -> Result<Companion, HistoryError> {
        let Some(within) = self.repository.repository_path(path) else { return Ok(Companion::Absent) };
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running = match objects.take() {
            Some(running) => running,
            None => Objects::of_paths(self.repository.clone())?,
        };
        let found = running.named(&self.commit, within, self.limit)?;
        *objects = Some(running);
        Ok(match found {
            Named::File(bytes) => Companion::Bytes(bytes.into()),
            Named::Absent => Companion::Absent,
            Named::Outside => Companion::Refused("a link on its way leads out of the repository".to_owned()),
            Named::TooLarge(size) => {
                Companion::Refused(format!("it has {size} bytes; {} are allowed here", self.limit))
            }
        })
    }
}

impl Surroundings for CommitFiles {
    fn repository(&self, _descriptor: &str) -> String {
        self.repository.prefix.clone()
    }

    fn read(&self, path: &str, _repository: &str) -> Companion {
        let read = if is_pattern(path) { self.list(path) } else { self.try_read(path) };
        read.unwrap_or_else(|error| Companion::Refused(error.to_string()))
    }
}
