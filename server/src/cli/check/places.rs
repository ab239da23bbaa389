//! The files that are to be checked, found while others are checked already.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog_schema::diagnostic::Diagnostic;

use crate::sources::directory::{Found, unreadable, walk};

/// Something to check.
#[derive(Debug)]
pub(in crate::cli) enum Place {
    /// A file.
    File(Candidate),
    /// Something that cannot be checked, and why.
    Problem(Diagnostic),
}

/// A file that may hold descriptors.
#[derive(Debug)]
pub(in crate::cli) struct Candidate {
    /// As the user would name it from where he stands.
    pub(in crate::cli) shown: String,
    /// Where to read it.
    pub(in crate::cli) path: PathBuf,
    /// The path that was named; what is written stays within it.
    pub(in crate::cli) root: Arc<Path>,
    /// The directory that stands for the location: the repository that the named path is in, else that path itself.
    pub(in crate::cli) location: Arc<Path>,
    /// The path within that directory, `/`-separated.
    pub(in crate::cli) within: String,
}

/// The first of the paths that is not there or cannot be looked at.
pub(in crate::cli) fn unreachable(paths: &[PathBuf]) -> Option<(&Path, io::Error)> {
    paths.iter().find_map(|path| Some((path.as_path(), path.canonicalize().err()?)))
}

/// Hands over everything below these paths, directory by directory in the order of names. A file that lies below several
/// of them is handed over once.
pub(super) fn find(paths: &[PathBuf], hand_over: &mut dyn FnMut(Place)) {
    let overlap = overlap(paths);
    let mut seen = HashSet::new();
    let mut hand_over = |place: Place| {
        let again = match &place {
            Place::File(file) if overlap => !seen.insert(file.path.canonicalize().ok()),
            _ => false,
        };
        if !again {
            hand_over(place);
        }
    };
    for named in paths {
        let root: Arc<Path> = named.as_path().into();
        let (location, below) = location(named);
        let location: Arc<Path> = location.into();
        let candidate = |shown: String, path: PathBuf, within: &str| {
            let within = if below.is_empty() { within.to_owned() } else { format!("{below}/{within}") };
            Place::File(Candidate { shown, path, root: Arc::clone(&root), location: Arc::clone(&location), within })
        };
        if named.is_file() {
            // A file that is named is checked whatever it is called.
            let name = named.file_name().unwrap_or_default().to_string_lossy();
            hand_over(candidate(named.to_string_lossy().into_owned(), named.clone(), &name));
            continue;
        }
        let walked = walk(named, named, &mut |found| {
            hand_over(match found {
                Found::File(file) => candidate(shown(named, &file.path), file.absolute, &file.path),
                Found::Repository(_) | Found::Directory(..) => return,
                Found::Problem(path, problem) | Found::Unlisted(path, problem) => {
                    Place::Problem(problem.in_file(shown(named, &path)))
                }
            });
        });
        if let Err(error) = walked {
            hand_over(Place::Problem(unreadable(&named.to_string_lossy(), &error)));
        }
    }
}

/// Whether one of the paths is, or lies below, another.
fn overlap(paths: &[PathBuf]) -> bool {
    let mut real: Vec<_> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
    real.sort();
    real.windows(2).any(|pair| pair[1].starts_with(&pair[0]))
}

/// The directory that stands for the location of a path, and where in it the path, or the file's directory, is.
fn location(named: &Path) -> (PathBuf, String) {
    let Ok(real) = named.canonicalize() else { return (named.to_owned(), String::new()) };
    let directory = if real.is_file() { real.parent().unwrap_or(&real) } else { &real };
    let repository = directory.ancestors().find(|directory| directory.join(".git").exists()).unwrap_or(directory);
    let below = directory.strip_prefix(repository).unwrap_or(Path::new(""));
    let below: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (repository.to_owned(), below.join("/"))
}

fn shown(root: &Path, path: &str) -> String {
    if root == Path::new(".") { path.to_owned() } else { root.join(path).to_string_lossy().into_owned() }
}
