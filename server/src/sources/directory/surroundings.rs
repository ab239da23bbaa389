//! The files of a directory tree that its descriptors may name.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use catalog_schema::companions::{Companion, alternatives, is_pattern, matches};
use walkdir::WalkDir;

use super::seen::{Seen, SeenIn};
use super::stamps::{self, Look};
use super::walk::{GIT, is_candidate, is_skipped_name, relative};
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
    /// What was asked for looked like this before it was read.
    looks: Mutex<HashMap<String, Look>>,
    /// What the walk saw.
    seen: Mutex<SeenIn>,
}

impl DirectoryFiles {
    /// The tree below `root` as it is now, of which a walk reads all; files over `limit` bytes are refused. A root that is
    /// a file stands for its directory, of which nothing else is read.
    pub fn new(root: &Path, limit: u64) -> Self {
        let walked = !root.is_file();
        let root = if walked { root } else { root.parent().unwrap_or(root) };
        let (found, code_owners) = (Mutex::default(), Mutex::default());
        let (looks, seen) = (Mutex::default(), Mutex::default());
        Self { root: root.to_owned(), limit, walked, found, code_owners, looks, seen }
    }

    /// The same tree, of which only a part is walked.
    #[must_use]
    pub fn partly_walked(self) -> Self {
        Self { walked: false, ..self }
    }

    /// Takes over what the walk saw in directories.
    pub(super) fn saw(&self, seen: Vec<(String, Seen)>) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).extend(seen);
    }

    /// Whether the walk saw that this path leads nowhere.
    fn lacks(&self, path: &str) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).lacks(path)
    }

    fn is_repository(&self, directory: &str) -> bool {
        let git = if directory.is_empty() { GIT.to_owned() } else { format!("{directory}/{GIT}") };
        !self.lacks(&git) && self.root.join(git).exists()
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

    fn take(&self, path: &str, repository: &str) -> Companion {
        if is_pattern(path) {
            let companion = self.list(path);
            self.note(path, of_listing(&companion));
            return companion;
        }
        // Before it is read: what it becomes meanwhile is noticed with the next look.
        self.note(path, self.look_at_file(path));
        self.try_read(path, repository).unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Companion::Absent,
            _ => Companion::Refused(error.to_string()),
        })
    }

    fn note(&self, path: &str, look: Look) {
        self.looks.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), look);
    }

    /// What these looked like together when they were read; none where one was not.
    pub(super) fn looked(&self, named: &BTreeSet<String>) -> Look {
        let looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        let of_all: Option<Vec<u64>> = named.iter().map(|named| looks.get(named).copied().flatten()).collect();
        stamps::hash(&of_all?)
    }

    /// What these look like together now.
    pub(super) fn look_at(&self, named: &BTreeSet<String>) -> Look {
        let look = |named: &String| match is_pattern(named) {
            true => of_listing(&self.list(named)),
            false => self.look_at_file(named),
        };
        let of_all: Option<Vec<u64>> = named.iter().map(look).collect();
        stamps::hash(&of_all?)
    }

    fn look_at_file(&self, path: &str) -> Look {
        stamps::of_file(&fs::metadata(self.root.join(path)))
    }

    /// The files that are like a pattern, in order. Links are not followed, but may be what a path leads to that the
    /// pattern stands for.
    fn list(&self, pattern: &str) -> Companion {
        let mut found = Vec::new();
        let (mut several, mut looked_at) = (0, 0);
        for alternative in alternatives(pattern) {
            several += 1;
            if is_pattern(&alternative) {
                if !self.walk(&alternative, &mut looked_at, &mut found) {
                    return Companion::Refused(format!(
                        "it leads to more than {LISTED} files, or through too many others"
                    ));
                }
            } else if !self.lacks(&alternative)
                && fs::symlink_metadata(self.root.join(&*alternative)).is_ok_and(|metadata| !metadata.is_dir())
            {
                found.push(alternative.into_owned());
            }
        }
        if several > 1 {
            found.sort();
            found.dedup();
        }
        Companion::Listing(found)
    }

    /// Adds the files that are like a pattern; answers whether these are all.
    fn walk(&self, pattern: &str, looked_at: &mut usize, found: &mut Vec<String>) -> bool {
        let fixed: Vec<&str> = pattern.split('/').take_while(|step| !is_pattern(step)).collect();
        if self.lacks(&fixed.join("/")) {
            return true;
        }
        let start = fixed.iter().fold(self.root.clone(), |start, step| start.join(step));
        let open = pattern.split('/').skip_while(|step| !is_pattern(step)).count();
        let depth = if pattern.contains("**") { usize::MAX } else { open };
        let passed = |entry: &walkdir::DirEntry| {
            entry.depth() == 0
                || !(entry.file_type().is_dir() && entry.file_name().to_str().is_some_and(is_skipped_name))
        };
        let entries = WalkDir::new(start).max_depth(depth).sort_by_file_name().into_iter().filter_entry(passed);
        let one_is_enough = self.walked && is_candidate(Path::new(pattern));
        for entry in entries.flatten() {
            *looked_at += 1;
            if *looked_at > LOOKED_AT || found.len() >= LISTED {
                return false;
            }
            let path = relative(&self.root, entry.path());
            if entry.file_type().is_file() && matches(pattern, &path) {
                found.push(path);
                if one_is_enough {
                    break;
                }
            }
        }
        true
    }
}

fn of_listing(companion: &Companion) -> Look {
    match companion {
        Companion::Listing(found) => stamps::hash(found),
        _ => None,
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
            return self.take(path, repository);
        }
        let mut known = self.code_owners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(companion) = known.get(path) {
            return companion.clone();
        }
        let companion = self.take(path, repository);
        known.insert(path.to_owned(), companion.clone());
        companion
    }
}
