//! The files of a directory tree that its descriptors may name.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use catalog_schema::companions::{Companion, is_pattern, matches};
use walkdir::WalkDir;

use super::walk::{is_candidate, is_skipped_name, relative};
use crate::ingest::Surroundings;

/// Files and folders that are looked at for one pattern.
const LOOKED_AT: usize = 1_000_000;
/// Files that one pattern may lead to.
const LISTED: usize = 200_000;

/// A directory tree as the surroundings of its descriptors. A descriptor's repository is the nearest directory above it
/// with a `.git` in it, else the whole tree.
#[derive(Debug)]
pub struct DirectoryFiles {
    root: PathBuf,
    /// In bytes.
    limit: u64,
    /// Every file with a descriptor's ending is read anyway: of a pattern for such files only the first is of interest.
    walked: bool,
    /// The repositories of the directories above those that descriptors are in: neighbours share them.
    found: Mutex<HashMap<String, String>>,
    /// Every CODEOWNERS that was asked for: many descriptors ask for the same.
    code_owners: Mutex<HashMap<String, Companion>>,
}

impl DirectoryFiles {
    /// The tree below `root` as it is now, of which a walk reads all; files over `limit` bytes are refused. A root that is
    /// a file stands for its directory, of which nothing else is read.
    pub fn new(root: &Path, limit: u64) -> Self {
        let walked = !root.is_file();
        let root = if walked { root } else { root.parent().unwrap_or(root) };
        Self { root: root.to_owned(), limit, walked, found: Mutex::default(), code_owners: Mutex::default() }
    }

    /// The same tree, of which only a part is walked.
    #[must_use]
    pub fn partly_walked(self) -> Self {
        Self { walked: false, ..self }
    }

    fn is_repository(&self, directory: &str) -> bool {
        self.root.join(directory).join(".git").exists()
    }

    /// The repository of a directory that has others below it.
    fn repository_of(&self, directory: String) -> String {
        let mut passed = Vec::new();
        let mut at = directory;
        let repository = loop {
            let known = self.found().get(&at).cloned();
            if let Some(repository) = known {
                break repository;
            }
            if at.is_empty() || self.is_repository(&at) {
                passed.push(at.clone());
                break at;
            }
            let above = at.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
            passed.push(std::mem::replace(&mut at, above));
        };
        self.found().extend(passed.into_iter().map(|directory| (directory, repository.clone())));
        repository
    }

    fn found(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn look(&self, path: &str, repository: &str) -> Companion {
        if is_pattern(path) {
            return self.list(path);
        }
        self.try_read(path, repository).unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Companion::Absent,
            _ => Companion::Refused(error.to_string()),
        })
    }

    /// The files that are like a pattern, in order. Links are not followed.
    fn list(&self, pattern: &str) -> Companion {
        let fixed = pattern.split('/').take_while(|step| !is_pattern(step));
        let start = fixed.fold(self.root.clone(), |start, step| start.join(step));
        let open = pattern.split('/').skip_while(|step| !is_pattern(step)).count();
        let depth = if pattern.contains("**") { usize::MAX } else { open };
        let passed = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(entry.file_type().is_dir() && entry.file_name().to_str().is_some_and(is_skipped_name))
        };
        let entries = WalkDir::new(start).max_depth(depth).sort_by_file_name().into_iter().filter_entry(passed);
        let one_is_enough = self.walked && is_candidate(Path::new(pattern));
        let mut found = Vec::new();
        for (number, entry) in entries.flatten().enumerate() {
            if number == LOOKED_AT || found.len() == LISTED {
                return Companion::Refused(format!("it leads to more than {LISTED} files, or through too many others"));
            }
            let path = relative(&self.root, entry.path());
            if entry.file_type().is_file() && matches(pattern, &path) {
                found.push(path);
                if one_is_enough {
                    break;
                }
            }
        }
        Companion::Listing(found)
    }
}

impl Surroundings for DirectoryFiles {
    fn repository(&self, descriptor: &str) -> String {
        let above = |path: &str| path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
        let directory = above(descriptor);
        if directory.is_empty() || self.is_repository(&directory) {
            return directory;
        }
        self.repository_of(above(&directory))
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        if !path.ends_with("CODEOWNERS") {
            return self.look(path, repository);
        }
        let mut known = self.code_owners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(companion) = known.get(path) {
            return companion.clone();
        }
        let companion = self.look(path, repository);
        known.insert(path.to_owned(), companion.clone());
        companion
    }
}
