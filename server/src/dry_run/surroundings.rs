//! The files around those that were handed over.

use std::collections::BTreeSet;

use catalog_schema::companions::Companion;

use crate::ingest::Surroundings;
use crate::sources::directory::DirectoryFiles;
use crate::sources::push::PushedFiles;

/// What was handed over, and of the rest what the catalog has read of the location before: a descriptor that is handed
/// over can have nothing else of it read.
pub(super) struct Around {
    pub(super) given: PushedFiles,
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
        let below = &self.given.0.below;
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
        self.given.find(path, repository).unwrap_or_else(|| match &self.directory {
            Some(directory) if self.named.contains(path) => directory.read(path, repository),
            _ => PushedFiles::missing(),
        })
    }
}
