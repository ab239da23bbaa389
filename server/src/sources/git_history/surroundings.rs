//! The files of a commit that its descriptors may name.

use std::sync::Mutex;

use catalog_schema::companions::Companion;

use super::HistoryError;
use super::objects::{Named, Objects};
use super::repository::Repository;
use crate::ingest::Surroundings;

/// The tree of one commit. git is started when the first file is asked for: few commits name any.
#[derive(Debug)]
pub(super) struct CommitFiles {
    repository: Repository,
    commit: String,
    /// In bytes.
    limit: u64,
    objects: Mutex<Option<Objects>>,
}

impl CommitFiles {
    pub(super) fn new(repository: Repository, commit: String, limit: u64) -> Self {
        Self { repository, commit, limit, objects: Mutex::new(None) }
    }

    fn try_read(&self, path: &str) -> Result<Companion, HistoryError> {
        let Some(within) = self.repository.repository_path(path) else { return Ok(Companion::Absent) };
        let mut objects = self.objects.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
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
        self.try_read(path).unwrap_or_else(|error| Companion::Refused(error.to_string()))
    }
}
