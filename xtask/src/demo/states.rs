//! What each commit of the history did, found by undoing the commits from today's files on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::glob;
use super::history::{Commit, History};
use crate::failure::Failure;
use crate::files;

/// The repository and the path of a file.
pub(super) type Name = (String, String);
/// What files say.
pub(super) type Files = BTreeMap<Name, Vec<u8>>;

/// A commit with the files that it leaves.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    /// The folder of its repository.
    pub(super) repository: String,
    /// Seconds since the Unix epoch.
    pub(super) at: i64,
    /// `Name <address>`.
    pub(super) author: String,
    /// What it says.
    pub(super) message: String,
    /// The files that it touched, by path; none for one that it removed.
    pub(super) files: BTreeMap<String, Option<Vec<u8>>>,
}

/// The files of all repositories in a folder.
pub(super) fn today(folder: &Path) -> Result<Files, Failure> {
    let mut all = Files::new();
    for file in files::below(folder, &[])? {
        let path = file.strip_prefix(folder).ok().and_then(Path::to_str);
        let Some((repository, path)) = path.and_then(|path| path.split_once('/')) else {
            return Err(Failure::new(format!("{} is in no repository", file.display())));
        };
        let content = fs::read(&file).map_err(|error| Failure::file(&file, &error))?;
        all.insert((repository.to_owned(), path.to_owned()), content);
    }
    Ok(all)
}

/// The commits of a history that ends with `today`, the oldest first.
///
/// # Errors
/// Something does not add up: dates, or a file that was not as the commit says.
pub(super) fn states(history: &History, today: Files, now: i64) -> Result<Vec<State>, Failure> {
    let names: BTreeSet<Name> = today.keys().cloned().collect();
    let mut files = today;
    let mut states: Vec<State> = Vec::new();
    for (position, commit) in history.commits.iter().enumerate().rev() {
        let at = commit.at(now)?;
        if states.last().is_some_and(|later| later.at < at) {
            return Err(commit.failure("it is younger than the next one"));
        }
        let touched = undo(commit, &history.commits[..position], &names, &mut files)?;
        let (repository, author, message) = (&commit.repository, &commit.author, &commit.message);
        let state = State {
            repository: repository.clone(),
            at,
            author: author.clone(),
            message: message.clone(),
            files: touched,
        };
        states.push(state);
    }
    if let Some((repository, path)) = files.into_keys().next() {
        return Err(Failure::new(format!("no commit adds {repository}/{path}")));
    }
    states.reverse();
    Ok(states)
}

/// Takes a commit back from `files` and answers what it left of the files that it touched.
fn undo(
    commit: &Commit,
    earlier: &[Commit],
    today: &BTreeSet<Name>,
    files: &mut Files,
) -> Result<BTreeMap<String, Option<Vec<u8>>>, Failure> {
    let key = |path: &str| (commit.repository.clone(), path.to_owned());
    let mut touched = BTreeMap::new();
    for path in &commit.removes {
        let writes = earlier.iter().rev().filter(|other| other.repository == commit.repository);
        let text = writes.flat_map(|other| &other.writes).find(|write| write.file == *path).map(|write| &write.text);
        let text = text.ok_or_else(|| commit.failure(&format!("no earlier commit writes {path}")))?;
        if files.insert(key(path), text.clone().into_bytes()).is_some() {
            return Err(commit.failure(&format!("it removes {path}, which is there afterwards")));
        }
        touched.insert(path.clone(), None);
    }
    // The last edit of a file was made on what the ones before it had left.
    for edit in commit.edits.iter().rev() {
        let path = &edit.file;
        let text = files.get_mut(&key(path)).ok_or_else(|| commit.failure(&format!("there is no {path} to edit")))?;
        touched.entry(path.clone()).or_insert_with(|| Some(text.clone()));
        *text = replace_once(text, edit.after.as_bytes(), edit.before.as_bytes())
            .ok_or_else(|| commit.failure(&format!("{path} does not have exactly once {:?}", edit.after)))?;
    }
    for write in &commit.writes {
        let path = &write.file;
        match files.remove(&key(path)) {
            Some(text) if text == write.text.as_bytes() => touched.insert(path.clone(), Some(text)),
            Some(_) => return Err(commit.failure(&format!("{path} has another text afterwards"))),
            None => return Err(commit.failure(&format!("it writes {path}, which no later commit removes"))),
        };
    }
    for pattern in &commit.adds {
        let is_added =
            |name: &&Name| name.0 == commit.repository && glob::matches(pattern, &name.1) && today.contains(name);
        let added: Vec<Name> = files.keys().filter(is_added).cloned().collect();
        if added.is_empty() {
            return Err(commit.failure(&format!("it adds {pattern}, and no file is left for that")));
        }
        for name in added {
            let text = files.remove(&name);
            // What this commit also edited is there with the edit.
            touched.entry(name.1).or_insert(text);
        }
    }
    if touched.is_empty() { Err(commit.failure("it does nothing")) } else { Ok(touched) }
}

/// `text` with the one place of `from` replaced; none if there are more or none.
fn replace_once(text: &[u8], from: &[u8], to: &[u8]) -> Option<Vec<u8>> {
    let mut places = memchr::memmem::find_iter(text, from);
    let (Some(start), None) = (places.next().filter(|_| !from.is_empty()), places.next()) else { return None };
    Some([&text[..start], to, &text[start + from.len()..]].concat())
}

#[cfg(test)]
mod tests;
