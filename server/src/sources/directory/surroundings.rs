//! The files of a directory tree that its descriptors may name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use catalog_schema::companions::Companion;

use crate::ingest::Surroundings;

/// A directory tree as the surroundings of its descriptors. A descriptor's repository is the nearest directory above it
/// with a `.git` in it, else the whole tree.
#[derive(Clone, Debug)]
pub struct DirectoryFiles {
    root: PathBuf,
    /// In bytes.
    limit: u64,
}

impl DirectoryFiles {
    /// The tree below `root`; files over `limit` bytes are refused. A root that is a file stands for its directory.
    pub fn new(root: &Path, limit: u64) -> Self {
        let root = if root.is_file() { root.parent().unwrap_or(root) } else { root };
        Self { root: root.to_owned(), limit }
    }

    fn try_read(&self, path: &str, repository: &str) -> io::Result<Companion> {
        let refused = |reason: String| Ok(Companion::Refused(reason));
        let real = self.root.join(path).canonicalize()?;
        if !real.starts_with(self.root.join(repository).canonicalize()?) {
            return refused("a link on its way leads out of the repository".to_owned());
        }
        let metadata = fs::metadata(&real)?;
        if !metadata.is_file() {
            return refused("it is no file".to_owned());
        }
        if metadata.len() > self.limit {
            return refused(format!("it has {} bytes; {} are allowed here", metadata.len(), self.limit));
        }
        Ok(Companion::Bytes(fs::read(&real)?.into()))
    }
}

impl Surroundings for DirectoryFiles {
    fn repository(&self, descriptor: &str) -> String {
        let above = descriptor.match_indices('/').map(|(end, _)| &descriptor[..end]);
        let found = above.rev().find(|directory| self.root.join(directory).join(".git").exists());
        found.unwrap_or_default().to_owned()
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        self.try_read(path, repository).unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Companion::Absent,
            _ => Companion::Refused(error.to_string()),
        })
    }
}
