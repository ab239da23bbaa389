//! The name and the address that a directory has as a source, the same for every command that is given its path.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::clock::now_ms;
use crate::ingest::{Ingest, IngestError};
use crate::store::{LocationRow, StoreError, Tx};

/// The type of such sources in the store.
pub const SOURCE_TYPE: &str = "directory";

/// A directory, or one file, under the name of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDirectory {
    /// The source's name.
    pub name: String,
    /// Its absolute path.
    pub root: PathBuf,
}

impl NamedDirectory {
    /// The directory that a location of the store stands for; none for one of another type.
    pub fn of_location(row: &LocationRow) -> Option<Self> {
        let named = || Self { name: row.source.clone(), root: PathBuf::from(&row.address) };
        (row.source_type == SOURCE_TYPE).then(named)
    }

    /// Adds the source and its location, neither of which may be there.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn add(&self, tx: &mut Tx) -> Result<(), StoreError> {
        tx.ensure_location((&self.name, SOURCE_TYPE), &self.root.to_string_lossy(), None, now_ms()).await?;
        Ok(())
    }

    /// Makes sure that the source and its location are in the store; answers the location's id.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn register(&self, ingest: &Ingest) -> Result<String, IngestError> {
        ingest.register(&self.name, SOURCE_TYPE, &self.root.to_string_lossy()).await
    }
}

/// What a path comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The store has it, or it was named before.
    Known(NamedDirectory),
    /// It gets this name.
    New(NamedDirectory),
}

/// Gives names to the directories that a command is told of.
#[derive(Debug)]
pub struct DirectoryNames {
    known: Vec<NamedDirectory>,
    taken: HashSet<String>,
}

impl DirectoryNames {
    /// Goes on from the locations of the store.
    pub fn new(locations: &[LocationRow]) -> Self {
        Self {
            known: locations.iter().filter_map(NamedDirectory::of_location).collect(),
            taken: locations.iter().map(|row| row.source.clone()).collect(),
        }
    }

    /// Names the directory at `path`. One that is known needs not be there: the catalog shows what it had.
    ///
    /// # Errors
    /// If it is not known and not there.
    pub fn name(&mut self, path: &Path) -> io::Result<Naming> {
        let absolute = std::path::absolute(path)?;
        if let Some(known) = self.known_at(&absolute) {
            return Ok(Naming::Known(known));
        }
        let root = absolute.canonicalize()?;
        if let Some(known) = self.known_at(&root) {
            return Ok(Naming::Known(known));
        }
        let base = root.file_name().map_or("catalog".to_owned(), |name| name.to_string_lossy().into_owned());
        let mut name = base.clone();
        let mut number = 2_u32;
        while !self.taken.insert(name.clone()) {
            name = format!("{base}-{number}");
            number += 1;
        }
        let named = NamedDirectory { name, root };
        self.known.push(named.clone());
        Ok(Naming::New(named))
    }

    fn known_at(&self, path: &Path) -> Option<NamedDirectory> {
        self.known.iter().find(|known| known.root == path).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_named_once_and_a_namesake_gets_a_number() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let (first, second) = (root.join("a/services"), root.join("b/services"));
        for path in [&first, &second] {
            std::fs::create_dir_all(path).unwrap();
        }
        let mut names = DirectoryNames::new(&[]);
        let named = |name: &str, root: &Path| NamedDirectory { name: name.to_owned(), root: root.to_owned() };
        assert_eq!(names.name(&first).unwrap(), Naming::New(named("services", &first)));
        assert_eq!(names.name(&second).unwrap(), Naming::New(named("services-2", &second)));
        assert_eq!(names.name(&root.join("b/../a/services")).unwrap(), Naming::Known(named("services", &first)));
        assert!(names.name(&root.join("c")).is_err());
    }
}
