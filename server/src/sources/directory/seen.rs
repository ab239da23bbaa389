//! What a walk saw in the directories that descriptors are in, so that nobody need ask for what is not there.

use std::collections::HashMap;
use std::ffi::OsStr;

use walkdir::DirEntry;

use super::walk::{Found, GIT};

/// The names of which it is told.
const TOLD: [&str; 5] = [GIT, "README.md", "docs", "index.md", "mkdocs.yml"];

/// Which of the names of which it is told a directory has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen(u8);

impl Seen {
    /// In whatever case: some file systems have one file for all of them.
    fn add(&mut self, name: &OsStr) {
        self.0 |= TOLD.iter().position(|told| name.eq_ignore_ascii_case(told)).map_or(0, |place| 1 << place);
    }

    fn lacks(self, name: &str) -> bool {
        TOLD.iter().position(|told| name == *told).is_some_and(|place| self.0 & 1 << place == 0)
    }
}

/// What was seen, by directory, relative to the root.
#[derive(Debug, Default)]
pub(super) struct SeenIn(HashMap<String, Seen>);

impl SeenIn {
    pub(super) fn extend(&mut self, seen: Vec<(String, Seen)>) {
        self.0.extend(seen);
    }

    /// Whether a path is known to lead nowhere. Of others nothing is known.
    pub(super) fn lacks(&self, path: &str) -> bool {
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.0.get(directory).is_some_and(|seen| seen.lacks(name))
    }
}

/// The directories that a walk is within, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Open(Vec<OpenDirectory>);

#[derive(Debug)]
struct OpenDirectory {
    seen: Seen,
    /// Where it is, once there is a candidate in it.
    place: Option<String>,
    /// Not all of it could be read.
    partly: bool,
}

impl Open {
    /// Goes on to the next entry of the walk, which is within so many of the directories; the others are told of.
    pub(super) fn go_on(&mut self, entry: &DirEntry, take: &mut dyn FnMut(Found)) {
        self.close(entry.depth(), take);
        if let Some(directory) = self.0.last_mut() {
            directory.seen.add(entry.file_name());
        }
        if entry.file_type().is_dir() {
            self.0.push(OpenDirectory { seen: Seen::default(), place: None, partly: false });
        }
    }

    /// The entry is a candidate, at this path relative to the root.
    pub(super) fn has_candidate(&mut self, path: &str) {
        if let Some(directory) = self.0.last_mut().filter(|directory| directory.place.is_none()) {
            directory.place = Some(path.rsplit_once('/').map_or("", |(above, _)| above).to_owned());
        }
    }

    /// Something within could not be read, and may be anywhere.
    pub(super) fn is_partly_read(&mut self) {
        self.0.iter_mut().for_each(|directory| directory.partly = true);
    }

    /// Leaves all directories but so many.
    pub(super) fn close(&mut self, depth: usize, take: &mut dyn FnMut(Found)) {
        for OpenDirectory { seen, place, partly } in self.0.drain(depth.min(self.0.len())..) {
            if let Some(place) = place.filter(|_| !partly) {
                take(Found::Directory(place, seen));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::sources::directory::walk;

    #[test]
    fn a_walk_tells_what_is_not_there() {
        let root = tempfile::tempdir().unwrap();
        for file in
            ["a/catalog-info.yaml", "a/docs/index.md", "a/z.md", "b/c/catalog-info.yaml", "b/c/Readme.md", "d/notes.md"]
        {
            let file = root.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        fs::create_dir(root.path().join("a/.git")).unwrap();
        let mut seen = SeenIn::default();
        walk(root.path(), root.path(), &mut |found| {
            if let Found::Directory(place, of) = found {
                seen.extend(vec![(place, of)]);
            }
        })
        .unwrap();
        let lacking = ["a/README.md", "a/mkdocs.yml", "b/c/docs", "b/c/.git", "b/c/index.md"];
        assert_eq!(lacking.map(|path| seen.lacks(path)), [true; 5]);
        let there_or_not_told =
            ["a/.git", "a/docs", "a/z.md", "a/other.md", "b/c/README.md", "b/docs", "d/docs", "README.md"];
        assert_eq!(
            there_or_not_told.map(|path| seen.lacks(path)),
            [false; 8],
            "the last three have no descriptor in them"
        );
    }
}
