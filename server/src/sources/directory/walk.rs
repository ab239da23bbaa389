//! The files of a directory tree that may be descriptors.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use catalog_schema::diagnostic::Diagnostic;
use walkdir::{DirEntry, WalkDir};

use super::diagnostics::{symlink_loop, symlink_outside, unreadable};
use super::seen::{Open, Seen};

/// What makes a directory a repository.
pub(super) const GIT: &str = ".git";

/// Directories in which nobody keeps descriptors of their own.
const SKIPPED_DIRECTORIES: [&str; 3] = [GIT, "node_modules", ".terraform"];

/// A file that may be a descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Relative to the root, `/`-separated.
    pub path: String,
    /// Where to read it.
    pub absolute: PathBuf,
    /// Size and time of change: while both are the same, the bytes are taken to be, too.
    pub stamp: Option<(u64, SystemTime)>,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Listing {
    /// In the order of the walk.
    pub files: Vec<FoundFile>,
    /// Places that were passed over, with the reason.
    pub problems: Vec<(String, Diagnostic)>,
    /// Places that could not be listed: what was known below them must not count as gone.
    pub unlisted: Vec<(String, Diagnostic)>,
    /// Where git repositories are; relative, empty for the root.
    pub repositories: BTreeSet<String>,
    /// What was seen in directories with candidates in them, as far as all of them was listed.
    pub seen: Vec<(String, Seen)>,
}

impl Listing {
    fn add(&mut self, found: Found) {
        match found {
            Found::File(file) => self.files.push(file),
            Found::Problem(path, diagnostic) => self.problems.push((path, diagnostic)),
            Found::Unlisted(path, diagnostic) => self.unlisted.push((path, diagnostic)),
            Found::Repository(path) => drop(self.repositories.insert(path)),
            Found::Directory(path, seen) => self.seen.push((path, seen)),
        }
    }
}

/// Whether a file of this name may be a descriptor; what is in it decides later.
pub fn is_candidate(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml"))
}

/// What a walk comes to, in its order.
#[derive(Debug)]
pub enum Found {
    /// A candidate.
    File(FoundFile),
    /// A place that is passed over, with the reason.
    Problem(String, Diagnostic),
    /// A place that cannot be listed.
    Unlisted(String, Diagnostic),
    /// A directory that is a git repository.
    Repository(String),
    /// A directory with candidates in it that was listed to its end.
    Directory(String, Seen),
}

/// Lists the candidates at `start` (a file or directory) within `root`.
///
/// # Errors
/// If `start` itself cannot be read; the caller then knows nothing about what is there.
pub fn list(root: &Path, start: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    walk(root, start, &mut |found| listing.add(found))?;
    Ok(listing)
}

/// Lists the candidates in all of `root`, handed to `take` in shares of so many files.
///
/// # Errors
/// If `root` itself cannot be read; nothing was handed over then.
pub fn list_in_shares(root: &Path, files: usize, take: &mut dyn FnMut(Listing)) -> io::Result<()> {
    let mut share = Listing::default();
    walk(root, root, &mut |found| {
        share.add(found);
        if share.files.len() >= files {
            take(std::mem::take(&mut share));
        }
    })?;
    take(share);
    Ok(())
}

/// Hands the candidates at `start` (a file or directory) within `root` to `take` as they are found. Links are
/// followed as long as they stay within the root and do not lead in a circle.
///
/// # Errors
/// If `start` itself cannot be read; nothing was handed over then.
pub fn walk(root: &Path, start: &Path, take: &mut dyn FnMut(Found)) -> io::Result<()> {
    let real_root = root.canonicalize()?;
    std::fs::metadata(start)?;
    let mut walk = WalkDir::new(start).follow_links(true).sort_by_file_name().into_iter();
    let mut open = Open::default();
    loop {
        let entry = match walk.next() {
            None => {
                open.close(0, take);
                return Ok(());
            }
            Some(Ok(entry)) => entry,
            Some(Err(error)) => {
                open.is_partly_read();
                failed(root, &error).into_iter().for_each(&mut *take);
                continue;
            }
        };
        open.go_on(&entry, take);
        // A file of that name says where a worktree or a submodule keeps it.
        if entry.depth() > 0 && entry.file_name() == GIT {
            take(Found::Repository(relative(root, entry.path().parent().unwrap_or(root))));
        }
        if is_skipped(&entry) {
            walk.skip_current_dir();
            continue;
        }
        let is_directory = entry.file_type().is_dir();
        if !is_directory && !is_candidate(entry.path()) {
            continue;
        }
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&real_root)) {
            if is_directory {
                walk.skip_current_dir();
            }
            let path = relative(root, entry.path());
            take(Found::Problem(path.clone(), symlink_outside(&path)));
        } else if entry.file_type().is_file() {
            let stamp = entry.metadata().ok().and_then(|metadata| Some((metadata.len(), metadata.modified().ok()?)));
            let path = relative(root, entry.path());
            open.has_candidate(&path);
            take(Found::File(FoundFile { path, absolute: entry.into_path(), stamp }));
        }
    }
}

fn is_skipped(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_type().is_dir() && entry.file_name().to_str().is_some_and(is_skipped_name)
}

/// Whether a directory of this name is passed over with everything below it.
pub(crate) fn is_skipped_name(name: &str) -> bool {
    SKIPPED_DIRECTORIES.contains(&name)
}

/// The path below `root`, `/`-separated; what is not Unicode is shown with replacement characters. A root that is a
/// file goes by its name.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    if below.as_os_str().is_empty() && !path.is_dir() {
        return path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    }
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What a place that cannot be walked comes to.
fn failed(root: &Path, error: &walkdir::Error) -> Option<Found> {
    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
    if error.loop_ancestor().is_some() {
        return Some(Found::Problem(path.clone(), symlink_loop(&path)));
    }
    let unknown = io::Error::other("unknown reason");
    let cause = error.io_error().unwrap_or(&unknown);
    let is_link = error.path().is_some_and(Path::is_symlink);
    match error.path() {
        // Reading the file will say the same, and what the file said before is then marked stale.
        Some(absolute) if is_link && is_candidate(absolute) => {
            Some(Found::File(FoundFile { path, absolute: absolute.to_owned(), stamp: None }))
        }
        // A dangling link to something that would not be a descriptor anyway.
        Some(_) if is_link => None,
        _ => Some(Found::Unlisted(path.clone(), unreadable(&path, cause))),
    }
}
