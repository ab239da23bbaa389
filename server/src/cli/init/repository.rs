//! What may be looked at: files inside one directory, up to a size, never by way of a link that leads out.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// How much of one file is read, in bytes.
const FILE_BYTES: u64 = 256 << 10;
/// How many files are looked at, and how deep directories are walked.
const FILES: usize = 20_000;
const DEPTH: usize = 8;

/// Directories that hold what others wrote, or what was built.
const FOREIGN: [&str; 9] =
    ["node_modules", "target", "vendor", "dist", "build", "out", "venv", "__pycache__", "testdata"];

/// A directory with code.
#[derive(Debug)]
pub(super) struct Repository {
    root: PathBuf,
    /// Paths relative to the root, `/`-separated, in order; no links, nothing hidden but `.github` and the like.
    files: Vec<String>,
}

impl Repository {
    /// Lists the directory.
    ///
    /// # Errors
    /// If there is no such directory.
    pub(super) fn open(directory: &Path) -> io::Result<Self> {
        let root = directory.canonicalize()?;
        if !root.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let walk = WalkDir::new(&root).max_depth(DEPTH).follow_links(false).sort_by_file_name().into_iter();
        let entries = walk.filter_entry(|entry| entry.depth() == 0 || is_own(&entry.file_name().to_string_lossy()));
        let files = entries.take(FILES).filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let relative = |path: &Path| Some(path.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/"));
        let mut files: Vec<String> = files.filter_map(|entry| relative(entry.path())).collect();
        // What lies near the root tells more.
        files.sort_by_key(|path| path.matches('/').count());
        Ok(Self { root, files })
    }

    /// The name of the directory itself.
    pub(super) fn directory_name(&self) -> Option<&str> {
        self.root.file_name()?.to_str()
    }

    /// Every file, those near the root first.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether there is such a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.iter().any(|file| file == path)
    }

    /// The first of these files that there is.
    pub(super) fn first<'p>(&self, paths: &[&'p str]) -> Option<&'p str> {
        paths.iter().copied().find(|path| self.has(path))
    }

    /// The beginning of a file as text, if it is inside and readable.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let path = self.root.join(path).canonicalize().ok().filter(|path| path.starts_with(&self.root))?;
        let file = File::open(path).ok()?;
        if !file.metadata().ok()?.is_file() {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(FILE_BYTES).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn is_own(name: &str) -> bool {
    let hidden = name.starts_with('.') && !matches!(name, ".github" | ".gitlab" | ".gitlab-ci.yml" | ".circleci");
    !hidden && !FOREIGN.contains(&name)
}
