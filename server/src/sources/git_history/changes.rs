//! Which files of a commit may be descriptors and are not as they were.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::thread;

use catalog_schema::docs::is_page;
use tracing::warn;

use super::HistoryError;
use super::commits::Commit;
use super::repository::Repository;
use crate::sources::directory::{is_candidate, is_skipped_name};

/// A file that a commit added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Relative to the repository.
    pub(super) path: String,
    /// The id of what stands there from then on; none if there is no file, but perhaps a link or a submodule.
    pub(super) blob: Option<String>,
}

/// What a commit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Possible descriptors.
    pub(super) descriptors: Vec<Change>,
    /// Possible pages of documentation, relative to the repository: descriptors may name them.
    pub(super) pages: Vec<String>,
}

/// What each of `commits` changed in comparison with its parent, by the commit's id. One that changed no possible
/// descriptor and no possible page is left out.
///
/// # Errors
/// If git fails.
pub(super) fn changes(repository: &Repository, commits: &[Commit]) -> Result<HashMap<String, Changes>, HistoryError> {
    let mut command = repository.git();
    command.args(["diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--no-abbrev", "--no-renames"]);
    command.args(["--no-ext-diff", "--no-textconv", "--", ":(icase)*.yaml", ":(icase)*.yml", ":(icase)*.md"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| repository.broke_off(error))?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // Beside the reading: with both pipes full, each side would wait for the other.
        let writer =
            scope.spawn(move || stdin.map_or(Ok(()), |mut stdin| stdin.write_all(questions(commits).as_bytes())));
        let output = child.wait_with_output();
        // If git ended before it had read everything, its own words say why.
        let _ = writer.join();
        output
    });
    let output = output.map_err(|error| repository.broke_off(error))?;
    if !output.status.success() {
        return Err(repository.refused(&output.stderr));
    }
    parse(repository, &output.stdout)
}

/// A commit a line, with the one parent that counts.
fn questions(commits: &[Commit]) -> String {
    let line = |commit: &Commit| match &commit.parent {
        Some(parent) => format!("{} {parent}\n", commit.id),
        None => format!("{}\n", commit.id),
    };
    commits.iter().map(line).collect()
}

/// `COMMIT\0` and for each of its files `:MODE MODE BLOB BLOB STATUS\0PATH\0`.
fn parse(repository: &Repository, output: &[u8]) -> Result<HashMap<String, Changes>, HistoryError> {
    let mut all: HashMap<String, Changes> = HashMap::new();
    let mut changes: Option<&mut Changes> = None;
    let mut words = output.split(|byte| *byte == 0);
    while let Some(word) = words.next() {
        let Some(record) = word.strip_prefix(b":") else {
            changes = Some(all.entry(String::from_utf8_lossy(word).into_owned()).or_default());
            continue;
        };
        let (Some(path), Some(changes)) = (words.next(), changes.as_deref_mut()) else {
            return Err(repository.unexpected(word));
        };
        let record = String::from_utf8_lossy(record);
        let fields: Vec<&str> = record.split(' ').collect();
        let &[_, mode, _, blob, _] = fields.as_slice() else { return Err(repository.unexpected(word)) };
        match std::str::from_utf8(path).ok().filter(|path| is_page(path)) {
            Some(page) => changes.pages.push(page.to_owned()),
            None => changes.descriptors.extend(change(repository, mode, blob, path)),
        }
    }
    all.retain(|_, changes| *changes != Changes::default());
    Ok(all)
}

/// All possible descriptors of a commit, as if it had added them.
///
/// # Errors
/// If git fails.
pub(super) fn state(repository: &Repository, commit: &Commit) -> Result<Vec<Change>, HistoryError> {
    let output = repository.capture(repository.git().args(["ls-tree", "-r", "-z", "--full-tree", &commit.id]))?;
    let mut files = Vec::new();
    for entry in output.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        // `MODE TYPE BLOB\tPATH`
        let tab = entry.iter().position(|byte| *byte == b'\t').ok_or_else(|| repository.unexpected(entry))?;
        let record = String::from_utf8_lossy(&entry[..tab]);
        let fields: Vec<&str> = record.split(' ').collect();
        let &[mode, _, blob] = fields.as_slice() else { return Err(repository.unexpected(entry)) };
        files.extend(change(repository, mode, blob, &entry[tab + 1..]).filter(|change| change.blob.is_some()));
    }
    Ok(files)
}

/// None for what a directory source would not read at this path.
fn change(repository: &Repository, mode: &str, blob: &str, path: &[u8]) -> Option<Change> {
    let Ok(path) = std::str::from_utf8(path) else {
        let path = String::from_utf8_lossy(path);
        warn!(repository = %repository.root.display(), %path, "passed over: the path is not UTF-8");
        return None;
    };
    if !is_candidate(Path::new(path)) || path.split('/').any(is_skipped_name) {
        return None;
    }
    // git checks no such path out, but whoever writes objects by hand can store one.
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        warn!(repository = %repository.root.display(), path, "passed over: no file can have this path");
        return None;
    }
    // Regular files, executable or not; links are 120000 and submodules 160000.
    let is_file = mode.starts_with("100");
    Some(Change { path: path.to_owned(), blob: is_file.then(|| blob.to_owned()) })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn parsed(output: &str) -> HashMap<String, Changes> {
        parse(&Repository { root: PathBuf::new(), prefix: String::new() }, output.as_bytes()).unwrap()
    }

    #[test]
    fn only_files_that_a_directory_source_would_read_count() {
        let changes = parsed(
            "c1\0:000000 100644 0 b1 A\0a.yaml\0:000000 100755 0 b2 A\0:odd\n\"name\".YML\0\
             :000000 100644 0 b3 A\0node_modules/x.yaml\0:000000 100644 0 b4 A\0x.yaml/readme.md\0\
             :000000 100644 0 b5 A\0../up.yaml\0\
             c2\0:100644 000000 b1 0 D\0a.yaml\0:000000 120000 0 b6 A\0link.yaml\0:000000 160000 0 b7 A\0sub.yaml\0\
             c3\0:000000 100644 0 b8 A\0.terraform/x.yaml\0\
             c4\0:000000 100644 0 b9 A\0docs/a.md\0",
        );
        let change = |path: &str, blob: Option<&str>| Change { path: path.into(), blob: blob.map(str::to_owned) };
        assert_eq!(changes["c1"].descriptors, [change("a.yaml", Some("b1")), change(":odd\n\"name\".YML", Some("b2"))]);
        assert_eq!(changes["c1"].pages, ["x.yaml/readme.md"]);
        assert_eq!(
            changes["c2"].descriptors,
            [change("a.yaml", None), change("link.yaml", None), change("sub.yaml", None)]
        );
        assert_eq!((changes["c4"].descriptors.len(), &*changes["c4"].pages), (0, &["docs/a.md".to_owned()][..]));
        assert_eq!(changes.len(), 3, "{changes:?}");
    }
}
