//! The files of a tree that its descriptors name: asked for when they are named, with limits.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use catalog_schema::companions::{Companion, Companions, is_pattern};
use tokio::runtime::Handle;
use url::Url;

use super::listing::{Followed, step};
use super::read::shares;
use super::{Entry, EntryKind, RemoteError, Tree};
use crate::addresses::web_file;
use crate::ingest::Surroundings;

/// Files that one pattern may lead to.
const LISTED: usize = 10_000;
/// Files of one repository that are asked for since descriptors name them, and their bytes in all.
const MOST: (usize, usize) = (10_000, 64 << 20);

/// A tree as the surroundings of its descriptors: the location is one repository.
pub(super) struct TreeFiles {
    tree: Arc<dyn Tree>,
    /// The address of the repository, as people open it.
    repository: String,
    /// In bytes.
    limit: u64,
    /// Asked from threads that decode.
    runtime: Handle,
    fetched: Mutex<Fetched>,
    /// Why a file was not read that may be read the next time.
    failure: Mutex<Option<RemoteError>>,
}

#[derive(Default)]
struct Fetched {
    by_path: HashMap<String, Companion>,
    bytes: usize,
}

impl TreeFiles {
    /// The files of a tree; those over `limit` bytes are refused. To be made within a runtime.
    pub(super) fn new(tree: Arc<dyn Tree>, repository: &str, limit: u64) -> Self {
        let repository = repository.trim_end_matches('/').trim_end_matches(".git").to_owned();
        Self {
            tree,
            repository,
            limit,
            runtime: Handle::current(),
            fetched: Mutex::default(),
            failure: Mutex::default(),
        }
    }

    /// Keeps what was fetched already.
    pub(super) fn keep(&self, path: &str, bytes: &[u8]) {
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        fetched.bytes += bytes.len();
        fetched.by_path.insert(path.to_owned(), Companion::Bytes(Arc::from(bytes)));
    }

    /// Why something that was asked for may be otherwise the next time: what came of the rest is not to be kept then.
    pub(super) fn failure(&self) -> Option<RemoteError> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The path of a file of this tree that an address names: the repository and the branch are those that are read.
    fn own_path(&self, address: &str) -> Option<String> {
        let url = Url::parse(address).ok()?;
        if let Some(path) = self.tree.path_of(&url) {
            return Some(path);
        }
        let file = web_file(&url).filter(|file| file.repository.eq_ignore_ascii_case(&self.repository))?;
        let branch = self.tree.commit()?.branch.as_deref()?;
        let (at, path) = file.split(Some(branch))?;
        (at == branch || at == "HEAD").then(|| path.to_owned())
    }

    fn bytes(&self, entry: &Entry) -> Result<Vec<u8>, String> {
        if let Some(size) = entry.size.filter(|size| *size > self.limit) {
            return Err(too_large(size, self.limit));
        }
        let fetched = self.runtime.block_on(self.tree.contents(&[entry], self.limit));
        let mut fetched = fetched.map_err(|error| {
            let why = error.to_string();
            if error.may_pass() {
                *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
            why
        })?;
        match fetched.pop() {
            Some(Ok(bytes)) if bytes.len() as u64 <= self.limit => Ok(bytes),
            Some(Ok(bytes)) => Err(too_large(bytes.len() as u64, self.limit)),
            Some(Err(diagnostic)) => Err(diagnostic.message.clone()),
            None => Err("nothing came of it".to_owned()),
        }
    }

    /// Asks for the files among these together, as far as there is room for more.
    fn fetch_together(&self, named: &BTreeSet<String>) {
        // Held while they are fetched: many descriptors name the same files.
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        let new = named.iter().filter(|path| !is_pattern(path) && !fetched.by_path.contains_key(*path));
        let entries = new.filter_map(|path| self.tree.listing().find(path));
        let entries: Vec<&Entry> = entries
            .filter(|entry| entry.kind == EntryKind::File && entry.size.is_none_or(|size| size <= self.limit))
            .take(MOST.0.saturating_sub(fetched.by_path.len()))
            .collect();
        // One alone is asked for where it is read.
        for share in shares(if entries.len() > 1 { entries } else { Vec::new() }) {
            if fetched.bytes >= MOST.1 {
                return;
            }
            let contents: Vec<Result<Vec<u8>, String>> =
                match self.runtime.block_on(self.tree.contents(&share, self.limit)) {
                    Ok(contents) => {
                        contents.into_iter().map(|content| content.map_err(|problem| problem.message)).collect()
                    }
                    Err(error) => {
                        let why = error.to_string();
                        if error.may_pass() {
                            *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                        }
                        vec![Err(why); share.len()]
                    }
                };
            for (entry, content) in share.into_iter().zip(contents) {
                let companion = match content {
                    Ok(bytes) if bytes.len() as u64 <= self.limit => Companion::Bytes(bytes.into()),
                    Ok(bytes) => Companion::Refused(too_large(bytes.len() as u64, self.limit)),
                    Err(why) => Companion::Refused(why),
                };
                if let Companion::Bytes(bytes) = &companion {
                    fetched.bytes += bytes.len();
                }
                fetched.by_path.insert(entry.path.clone(), companion);
            }
        }
    }

    fn fetch(&self, path: &str) -> Companion {
        let listing = self.tree.listing();
        let unlisted = listing.find(path).is_none().then(|| self.tree.unlisted(path)).flatten();
        let Some(mut entry) = unlisted.as_ref().or_else(|| listing.find(path)) else {
            return match listing.is_complete() {
                true => Companion::Absent,
                false => Companion::Refused("the repository is too large to be listed whole".to_owned()),
            };
        };
        let refused = |why: &str| Companion::Refused(why.to_owned());
        let mut passed = 0;
        while entry.kind == EntryKind::Link {
            let text = match self.bytes(entry) {
                Ok(text) => String::from_utf8_lossy(&text).into_owned(),
                Err(why) => return Companion::Refused(why),
            };
            match step(listing, &entry.path, &text, passed) {
                Ok(next) => (entry, passed) = (next, passed + 1),
                Err(Followed::File(file)) => entry = file,
                Err(Followed::Nothing) => return Companion::Absent,
                Err(Followed::Outside) => return refused("a link on its way leads out of the repository"),
                Err(Followed::Circle) => return refused("links lead on and on"),
            }
        }
        if entry.kind == EntryKind::Submodule {
            return refused("it is another repository, of which nothing is read");
        }
        match self.bytes(entry) {
            Ok(bytes) => Companion::Bytes(bytes.into()),
            Err(why) => Companion::Refused(why),
        }
    }
}

/// Why a file of so many bytes is not read.
fn too_large(bytes: u64, limit: u64) -> String {
    format!("it has {bytes} bytes; {limit} are allowed here")
}

impl Surroundings for TreeFiles {
    fn repository(&self, _descriptor: &str) -> String {
        String::new()
    }

    fn read_all(&self, named: &BTreeSet<String>, repository: &str) -> Companions {
        self.fetch_together(named);
        named.iter().map(|named| (named.clone(), self.read_named(named, repository))).collect()
    }

    fn address(&self, address: &str) -> Companion {
        self.own_path(address).map_or(Companion::Unasked, |path| self.one(&path))
    }

    fn own(&self, address: &str) -> Option<String> {
        self.own_path(address)
    }

    fn read(&self, path: &str, _repository: &str) -> Companion {
        if is_pattern(path) {
            let like = self.tree.listing().like(path, LISTED);
            let too_many = || Companion::Refused(format!("it leads to more than {LISTED} files"));
            return like.map_or_else(too_many, Companion::Listing);
        }
        self.one(path)
    }
}

impl TreeFiles {
    /// A file, asked for once.
    fn one(&self, path: &str) -> Companion {
        // Held while it is fetched: many descriptors name the same file.
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = fetched.by_path.get(path) {
            return known.clone();
        }
        if fetched.by_path.len() >= MOST.0 || fetched.bytes >= MOST.1 {
            return Companion::Refused(
                "descriptors of this repository name too many files, or too large ones".to_owned(),
            );
        }
        let companion = self.fetch(path);
        if let Companion::Bytes(bytes) = &companion {
            fetched.bytes += bytes.len();
        }
        fetched.by_path.insert(path.to_owned(), companion.clone());
        companion
    }
}
