//! Reads files of many repositories, in any order.

use std::collections::HashMap;
use std::path::PathBuf;

use super::HistoryError;
use super::changes::Change;
use super::objects::Objects;
use super::repository::Repository;
use crate::ingest::{IngestError, ReadFile};

/// So many repositories are kept open.
const OPEN: usize = 64;

/// Repositories that are open for reading.
#[derive(Debug)]
pub(super) struct Reader {
    open: HashMap<PathBuf, Objects>,
    file_limit: u64,
}

impl Reader {
    /// With nothing open yet. Files over `file_limit` bytes are not read.
    pub(super) fn new(file_limit: u64) -> Self {
        Self { open: HashMap::new(), file_limit }
    }

    /// What stands at the changed paths of a repository, where there still is a file.
    ///
    /// # Errors
    /// If git cannot be started or breaks off.
    pub(super) async fn read(
        &mut self,
        repository: &Repository,
        changes: Vec<Change>,
    ) -> Result<Vec<ReadFile>, HistoryError> {
        let running = self.open.remove(&repository.root);
        if self.open.len() >= OPEN {
            self.open.clear();
        }
        let (repository, limit) = (repository.clone(), self.file_limit);
        let root = repository.root.clone();
        let read = move || -> Result<_, HistoryError> {
            let mut objects = running.map_or_else(|| Objects::open(repository), Ok)?;
            let files = changes.iter().filter_map(|change| objects.read(change, limit).transpose());
            let files = files.collect::<Result<Vec<ReadFile>, _>>()?;
            Ok((objects, files))
        };
        let (objects, files) = tokio::task::spawn_blocking(read).await.map_err(IngestError::from)??;
        self.open.insert(root, objects);
        Ok(files)
    }
}
