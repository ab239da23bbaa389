//! What a commit has of files.

use std::path::Path;

use catalog_schema::repository::{RepositoryFacts, RepositoryFile};

use super::HistoryError;
use super::facts::checked_out_branch;
use super::repository::Repository;
use crate::sources::directory::is_skipped_name;

/// A licence's text has fewer bytes.
const LICENCE: u64 = 256 * 1024;

/// What the repository at `root` says of itself at the commit that is checked out; none where git is not there or refuses, or
/// nothing is committed yet.
pub fn repository_facts(root: &Path) -> Option<RepositoryFacts> {
    facts_at(root, "HEAD")
}

/// The same at a commit, by its id.
pub(super) fn facts_at(root: &Path, commit: &str) -> Option<RepositoryFacts> {
    let repository = Repository { root: root.to_owned(), prefix: String::new() };
    let mut command = repository.git();
    command.args(["rev-list", "--max-count=1", "--format=%H %ct", commit, "--"]);
    let head = String::from_utf8_lossy(&repository.capture(&mut command).ok()?).into_owned();
    // Before the answer stands a line of git's own.
    let (commit, seconds) = head.lines().nth(1)?.split_once(' ')?;
    let mut command = repository.git();
    command.args(["ls-tree", "-r", "-l", "-z", "--full-tree", commit]);
    let listing = repository.capture(&mut command).ok()?;
    let listing = String::from_utf8_lossy(&listing);
    let files: Vec<RepositoryFile<'_>> = listing.split('\0').filter_map(file).collect();
    let facts = RepositoryFacts::of_files(files.iter().copied());
    let licence = facts.asks_for_licence().filter(|path| {
        let size = files.iter().find(|file| file.path == *path).map(|file| file.size);
        size.is_some_and(|size| size <= LICENCE)
    });
    let text = licence.and_then(|path| {
        let mut command = repository.git();
        command.args(["cat-file", "blob", &format!("{commit}:{path}")]);
        repository.capture(&mut command).ok()
    });
    let facts = match text {
        Some(text) => facts.with_licence_text(&String::from_utf8_lossy(&text)),
        None => facts,
    };
    Some(RepositoryFacts {
        last_commit_at: seconds.parse::<i64>().ok().map(|seconds| seconds.saturating_mul(1_000)),
        commit: Some(commit.to_owned()),
        default_branch: checked_out_branch(root),
        ..facts
    })
}

/// The files of a commit in which a walk of a directory would look, relative to the repository.
///
/// # Errors
/// If git fails.
pub(super) fn files_at(repository: &Repository, commit: &str) -> Result<Vec<String>, HistoryError> {
    let mut command = repository.git();
    command.args(["ls-tree", "-r", "-l", "-z", "--full-tree", commit]);
    let listing = repository.capture(&mut command)?;
    let listing = String::from_utf8_lossy(&listing);
    let walked = |path: &&str| !path.split('/').any(is_skipped_name);
    let paths = listing.split('\0').filter_map(file).map(|file| file.path).filter(walked);
    Ok(paths.map(str::to_owned).collect())
}

/// A line of `git ls-tree -l`: `MODE blob ID SIZE` and, after a tabulator, the path. Links and submodules are no files.
fn file(line: &str) -> Option<RepositoryFile<'_>> {
    let (described, path) = line.split_once('\t')?;
    let mut words = described.split_whitespace();
    let (mode, kind, size) = (words.next()?, words.next()?, words.nth(1)?);
    let is_file = kind == "blob" && mode != "120000";
    is_file.then(|| Some(RepositoryFile { path, size: size.parse().ok()? })).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_are_listed() {
        let id = "a".repeat(40);
        let named = |line: &str| file(line).map(|file| (file.path.to_owned(), file.size));
        assert_eq!(named(&format!("100644 blob {id}     123\tdocs/a b.md")), Some(("docs/a b.md".to_owned(), 123)));
        assert_eq!(named(&format!("120000 blob {id}       9\tREADME.md")), None);
        assert_eq!(named(&format!("160000 commit {id}       -\tvendor/x")), None);
        assert_eq!(named(""), None);
    }
}
