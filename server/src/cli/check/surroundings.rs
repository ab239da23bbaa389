//! The files around those that are checked, and those that Locations lead to.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use catalog_schema::companions::{Companions, is_address};
use catalog_schema::decode::DecodeOptions;

use super::fetch::{Fetch, WithFetched};
use super::pipeline::ordered;
use super::places::{Candidate, Place, find};
use crate::ingest::{Among, decode_among};
use crate::sources::directory::{DirectoryFiles, is_candidate, is_skipped_name};

/// The directories that stand for the locations of the paths that were named: what is looked up in one is looked up once.
#[derive(Default)]
pub(in crate::cli) struct Locations {
    /// Asks for files of the web; none where nobody does.
    fetch: Option<Fetch>,
    known: Mutex<HashMap<Arc<Path>, Arc<DirectoryFiles>>>,
}

impl Locations {
    /// Those where files of the web are asked for, too.
    pub(super) fn fetching(fetch: Option<Fetch>) -> Self {
        Self { fetch, known: Mutex::default() }
    }

    /// A file decoded with the files that it names.
    pub(in crate::cli) fn decode(&self, file: &Candidate, bytes: &[u8], options: &DecodeOptions) -> Among {
        let files = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let limit = options.limits.file_bytes as u64;
            let new = || {
                let files = DirectoryFiles::new(&file.location, limit);
                let whole = file.root.canonicalize().is_ok_and(|root| *root == *file.location);
                Arc::new(if whole { files } else { files.partly_walked() })
            };
            Arc::clone(known.entry(Arc::clone(&file.root)).or_insert_with(new))
        };
        let around = WithFetched { files: &files, fetch: self.fetch.as_ref() };
        decode_among(&file.within, bytes, options, &around, Companions::new(), None)
    }
}

/// The files that Locations of this one lead to.
pub(in crate::cli) fn followed(file: &Candidate, among: &Among) -> Vec<Candidate> {
    let candidate = |within: &String| Candidate {
        shown: from_here(&file.location.join(within)),
        path: file.location.join(within),
        root: Arc::clone(&file.root),
        location: Arc::clone(&file.location),
        within: within.clone(),
    };
    // What lies elsewhere is checked where it lies.
    among.decoded.descriptors.iter().filter(|within| !is_address(within)).map(candidate).collect()
}

/// A path as the user would name it from where he stands.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).to_string_lossy().into_owned()
}

/// Does `work` for everything below these paths, on all cores, and for what Locations there lead to and a walk does not
/// find; hands the results to `take` in order, what was followed last.
pub(in crate::cli) fn each<O: Send>(
    paths: &[PathBuf],
    work: impl Fn(Place) -> (O, Vec<Candidate>) + Sync,
    mut take: impl FnMut(O),
) {
    let mut seen = HashSet::new();
    let mut next = Vec::new();
    let mut taken = |next: &mut Vec<Candidate>, (result, followed): (O, Vec<Candidate>)| {
        next.extend(followed);
        take(result);
    };
    ordered(|hand_over| find(paths, hand_over), &work, |result| taken(&mut next, result));
    let real: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    while !next.is_empty() {
        let mut wave = std::mem::take(&mut next);
        wave.retain(|file| !real.iter().any(|root| finds(root, &file.path)) && seen.insert(file.path.clone()));
        ordered(
            |hand_over| wave.into_iter().for_each(|file| hand_over(Place::File(file))),
            &work,
            |result| taken(&mut next, result),
        );
    }
}

/// Whether a walk from `root` comes to `path`.
fn finds(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let skipped = |part: std::path::Component<'_>| part.as_os_str().to_str().is_some_and(is_skipped_name);
    root == path || is_candidate(path) && !below.components().any(skipped)
}
