//! The files of a tree, and which of them are looked at.

use std::collections::BTreeSet;
use std::path::Path;

use catalog_schema::companions::{alternatives, is_pattern, matches};

use crate::sources::directory::is_candidate;
use crate::sources::paths::{is_sound, is_walked};

/// Links in a row that are followed.
const LINKS: usize = 5;

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// Another repository: nothing of it is read.
    Submodule,
}

/// What a tree has at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the repository, `/`-separated.
    pub path: String,
    /// The id of its content: the same content has the same id.
    pub blob: String,
    /// In bytes, where the listing says it.
    pub size: Option<u64>,
    /// What it is.
    pub kind: EntryKind,
}

/// All of a tree, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    entries: Vec<Entry>,
    complete: bool,
}

impl Listing {
    /// Takes what a tree has. Paths that no file can have are left out: whoever writes objects by hand can store one. Where
    /// it is not `complete`, nothing counts as gone.
    pub fn new(mut entries: Vec<Entry>, complete: bool) -> Self {
        entries.retain(|entry| is_sound(&entry.path));
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|one, other| one.path == other.path);
        Self { entries, complete }
    }

    /// Whether these are all.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// What stands at this path.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(at)
    }

    /// Files and links in which a walk of a directory would look for descriptors.
    pub fn descriptors(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.kind != EntryKind::Submodule && is_walked(&entry.path))
    }

    /// The files, links and other repositories left out.
    pub fn files(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.kind == EntryKind::File)
    }

    /// The files that are like a pattern, `most` at most, and of paths that it stands for also links. Of a pattern for
    /// descriptors one is enough: they are all read anyway.
    pub fn like(&self, pattern: &str, most: usize) -> Option<Vec<String>> {
        let mut found = BTreeSet::new();
        for alternative in alternatives(pattern) {
            match is_pattern(&alternative) {
                true => found.extend(self.open(&alternative).take(most + 1).map(|entry| &entry.path)),
                false => found.extend(self.find(&alternative).filter(is_no_repository).map(|entry| &entry.path)),
            }
        }
        (found.len() <= most).then(|| found.into_iter().cloned().collect())
    }

    /// The files that are like a pattern of one end; one alone of a pattern for descriptors.
    fn open(&self, pattern: &str) -> impl Iterator<Item = &Entry> {
        // Everything that begins as the pattern does stands in a row.
        let is_open = |step: &&str| is_pattern(step) || step.contains(['?', '\\']);
        let steps = pattern.split('/').filter(|step| !step.is_empty());
        let fixed: Vec<&str> = steps.take_while(|step| !is_open(step)).collect();
        let fixed = if fixed.is_empty() { String::new() } else { format!("{}/", fixed.join("/")) };
        let start = self.entries.partition_point(|entry| entry.path.as_str() < fixed.as_str());
        let entries = self.entries.iter().skip(start).take_while(move |entry| entry.path.starts_with(&fixed));
        let found = entries.filter(move |entry| entry.kind == EntryKind::File && matches(pattern, &entry.path));
        found.take(if is_candidate(Path::new(pattern)) { 1 } else { usize::MAX })
    }
}

fn is_no_repository(entry: &&Entry) -> bool {
    entry.kind != EntryKind::Submodule
}

/// Where a link leads that stands at `path`, within the repository; none outside of it.
pub(super) fn link_target(path: &str, text: &str) -> Option<String> {
    let text = text.trim_end_matches('\0');
    if text.starts_with('/') || text.contains('\\') {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/")).filter(|path| is_sound(path))
}

/// What a chain of links comes to.
pub(super) enum Followed<'l> {
    /// A file.
    File(&'l Entry),
    /// Nothing that is there.
    Nothing,
    /// Out of the repository.
    Outside,
    /// Too many links.
    Circle,
}

/// The next step along a chain of links that has `passed` so many: where the link at `path` with this text leads.
pub(super) fn step<'l>(listing: &'l Listing, path: &str, text: &str, passed: usize) -> Result<&'l Entry, Followed<'l>> {
    if passed >= LINKS {
        return Err(Followed::Circle);
    }
    let Some(target) = link_target(path, text) else { return Err(Followed::Outside) };
    match listing.find(&target) {
        Some(entry) if entry.kind == EntryKind::Link => Ok(entry),
        Some(entry) if entry.kind == EntryKind::File => Err(Followed::File(entry)),
        _ => Err(Followed::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Entry {
        Entry { path: path.to_owned(), blob: "b".to_owned(), size: None, kind: EntryKind::File }
    }

    #[test]
    fn paths_that_no_file_can_have_are_left_out() {
        let hostile =
            ["../up.yaml", "/etc/passwd.yaml", "a/../b.yaml", "a//b.yaml", "a\\b.yaml", "", "C:/a.yaml", "a\0.yaml"];
        let entries = hostile.into_iter().chain(["z.yaml", "a/b.yml", "node_modules/c.yaml", "readme.md"]).map(file);
        let listing = Listing::new(entries.collect(), true);
        let descriptors: Vec<&str> = listing.descriptors().map(|entry| entry.path.as_str()).collect();
        assert_eq!(descriptors, ["a/b.yml", "z.yaml"]);
        assert!(listing.find("readme.md").is_some() && listing.find("../up.yaml").is_none());
    }

    #[test]
    fn links_lead_within_the_repository_or_nowhere() {
        assert_eq!(link_target("a/b/link.yaml", "../c.yaml").as_deref(), Some("a/c.yaml"));
        assert_eq!(link_target("link.yaml", "./a/c.yaml").as_deref(), Some("a/c.yaml"));
        for outside in ["../c.yaml", "/etc/passwd", "a/../../x", "..\\x", "", "."] {
            assert_eq!(link_target("link.yaml", outside), None, "{outside}");
        }
    }

    #[test]
    fn files_like_a_pattern_are_told_unless_there_are_too_many() {
        let listing = Listing::new(["a/1.txt", "a/2.txt", "a/3.yaml", "a/4.yaml"].map(file).to_vec(), true);
        assert_eq!(listing.like("a/*.txt", 2), Some(vec!["a/1.txt".to_owned(), "a/2.txt".to_owned()]));
        assert_eq!(listing.like("a/*.txt", 1), None);
        assert_eq!(listing.like("a/*.yaml", 1), Some(vec!["a/3.yaml".to_owned()]), "they are read anyway");
    }
}
