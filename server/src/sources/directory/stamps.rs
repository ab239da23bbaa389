//! What the files of a tree looked like when they were last read: a scan reads what looks different.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::fs::Metadata;
use std::hash::{Hash, Hasher};
use std::io;
use std::time::{Duration, SystemTime};

use catalog_schema::companions::{is_address, is_docs, is_pattern};

use super::surroundings::DirectoryFiles;
use super::walk::FoundFile;
use crate::sources::paths::is_walked;

/// A file that changed so shortly before it was looked at may change again without looking different: file systems count
/// time in steps of up to two seconds.
const SETTLING: Duration = Duration::from_secs(2);

/// What a file, or what files are like a pattern, looked like; the same as long as it is taken to be the same. None where it
/// may look the same and be another.
pub(super) type Look = Option<u64>;

/// What the files of a tree looked like when they were last read.
#[derive(Debug, Default)]
pub(super) struct Stamps {
    /// None where a file may look the same and be another.
    of_files: HashMap<String, Option<Stamp>>,
    /// The repositories that were there then.
    roots: BTreeSet<String>,
}

/// What a file looked like, with those that it names.
#[derive(Clone, Copy, Debug)]
struct Stamp {
    itself: (u64, SystemTime),
    named: Look,
}

impl Stamps {
    /// Of how many files it is known.
    pub(super) fn len(&self) -> usize {
        self.of_files.len()
    }

    /// Whether the file was there when the tree was last read.
    pub(super) fn has(&self, path: &str) -> bool {
        self.of_files.contains_key(path)
    }

    /// Whether a file itself looks as it did.
    pub(super) fn is_as_before(&self, file: &FoundFile) -> bool {
        let before = self.of_files.get(&file.path).copied().flatten();
        before.is_some_and(|before| file.stamp == Some(before.itself))
    }

    /// What the files looked like that this one names.
    pub(super) fn named(&self, path: &str) -> Look {
        self.of_files.get(path).copied().flatten()?.named
    }

    /// Notes a file that is read now.
    pub(super) fn note(&mut self, file: &FoundFile) {
        let settled = file.stamp.filter(|(_, modified)| is_settled(*modified));
        self.of_files.insert(file.path.clone(), settled.map(|itself| Stamp { itself, named: None }));
    }

    /// Notes a file that is as it was then.
    pub(super) fn keep(&mut self, path: &str, then: &Self) {
        self.of_files.insert(path.to_owned(), then.of_files.get(path).copied().flatten());
    }

    pub(super) fn forget(&mut self, path: &str) {
        self.of_files.remove(path);
    }

    /// Notes what these descriptors name, of those that were read now `among` the files.
    pub(super) fn note_named<'a>(
        &mut self,
        named: impl Iterator<Item = (&'a String, &'a BTreeSet<String>)>,
        among: &DirectoryFiles,
    ) {
        for (path, named) in named {
            if let Some(Some(stamp)) = self.of_files.get_mut(path)
                && stamp.named.is_none()
            {
                stamp.named = among.looked(named);
            }
        }
    }

    /// Whether these are the repositories that were there.
    pub(super) fn has_roots(&self, roots: &BTreeSet<String>) -> bool {
        self.roots == *roots
    }

    /// Notes which repositories are there. What is named is looked for in one: others make it unknown what was found.
    pub(super) fn note_roots(&mut self, roots: BTreeSet<String>, then: &Self) {
        if then.roots != roots {
            self.of_files.values_mut().flatten().for_each(|stamp| stamp.named = None);
        }
        self.roots = roots;
    }
}

/// Whether looking at the files that a descriptor names tells whether it has to be read again: not what the web has, nor
/// the many that a Location leads to, nor what is to be read only because it `leads_on` to it.
pub(super) fn is_told_by_looks(named: &BTreeSet<String>, leads_on: impl Fn(&str) -> bool) -> bool {
    named.iter().all(|named| {
        !is_address(named) && (is_docs(named) || !is_pattern(named)) && (is_walked(named) || !leads_on(named))
    })
}

/// What a file looks like.
pub(super) fn of_file(metadata: &io::Result<Metadata>) -> Look {
    let metadata = match metadata {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Some(0),
        Err(_) => return None,
    };
    let modified = metadata.modified().ok().filter(|modified| is_settled(*modified))?;
    hash(&(metadata.is_file(), metadata.len(), modified))
}

/// The same of several things.
pub(super) fn hash(of: &impl Hash) -> Look {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    Some(hasher.finish())
}

/// Whether a file that looks like this later, too, is the same one.
fn is_settled(modified: SystemTime) -> bool {
    SystemTime::now().duration_since(modified).is_ok_and(|age| age > SETTLING)
}
