//! The files around those that were handed over.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use catalog_schema::companions::{Companion, is_pattern, matches};

use super::given::Given;
use crate::ingest::Surroundings;
use crate::sources::directory::{DirectoryFiles, is_candidate};

/// What was handed over, and of the rest what the catalog has read of the location before: a descriptor that is handed
/// over can have nothing else of it read.
pub(super) struct Around {
    pub(super) given: Arc<Given>,
    /// The directory that the location is, where this machine has it.
    pub(super) directory: Option<DirectoryFiles>,
    /// Files that descriptors of the location are known to name.
    pub(super) named: BTreeSet<String>,
    /// The repositories of the location that the catalog knows, by their paths.
    pub(super) repositories: BTreeSet<String>,
    /// The folder that is replaced is none of the directory yet.
    pub(super) new_folder: bool,
}

impl Surroundings for Around {
    fn repository(&self, descriptor: &str) -> String {
        let below = &self.given.below;
        let found = match &self.directory {
            Some(directory) => directory.repository(descriptor),
            None => {
                let above = descriptor.match_indices('/').map(|(end, _)| &descriptor[..end]);
                let nearest = above.rev().find(|folder| self.repositories.contains(*folder));
                nearest.map(str::to_owned).unwrap_or_default()
            }
        };
        // A repository that comes new is the folder that it is cloned into.
        if self.new_folder && below.len() > found.len() { below.clone() } else { found }
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        let is_within = |file: &str| {
            repository.is_empty() || file.strip_prefix(repository).is_some_and(|rest| rest.starts_with('/'))
        };
        if is_pattern(path) {
            let like = |file: &&String| matches(path, file) && is_within(file);
            let there = self.given.files.iter().filter(|(_, content)| content.is_some()).map(|(file, _)| file);
            // As a walk does it: what it comes to anyway need not be listed.
            let most = if is_candidate(Path::new(path)) { 1 } else { usize::MAX };
            return Companion::Listing(there.filter(like).take(most).cloned().collect());
        }
        match self.given.files.get(path) {
            Some(Some(bytes)) if is_within(path) => Companion::Bytes(Arc::clone(bytes)),
            Some(None) => Companion::Absent,
            _ => match &self.directory {
                Some(directory) if self.named.contains(path) => directory.read(path, repository),
                _ => Companion::Refused("it was not handed over with the descriptor".to_owned()),
            },
        }
    }
}
