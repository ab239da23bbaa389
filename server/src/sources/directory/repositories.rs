//! The git repositories in a directory: which there are, and when their commits are others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use catalog_schema::repository::RepositoryFacts;

use crate::sources::git_history::repository_facts;

/// git adds a line to this file whenever another commit is checked out, made or pulled.
const LOG: &str = ".git/logs/HEAD";

/// The largest file `.git` that is read, in bytes: it is one path.
const LONGEST: u64 = 8 << 10;

/// What a repository's log looked like when it was last asked; none where it has none.
type Stamp = Option<(u64, SystemTime)>;

/// The repositories of a directory by their places in it, as they were when their facts were read.
#[derive(Debug, Default)]
pub(super) struct Repositories(BTreeMap<String, Stamp>);

/// What was read of repositories.
pub(super) struct ReadRepositories {
    pub(super) facts: Vec<(String, RepositoryFacts)>,
    stamps: Vec<(String, Stamp)>,
}

impl Repositories {
    /// Forgets what they looked like.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Of these those that look different from when their facts were last read, or of which that cannot be told.
    pub(super) fn others(&self, root: &Path, roots: &BTreeSet<String>) -> BTreeSet<String> {
        let is_as_it_was = |place: &String| {
            let now = stamp(root, place);
            now.is_some() && self.0.get(place) == Some(&now)
        };
        roots.iter().filter(|place| !is_as_it_was(place)).cloned().collect()
    }

    /// Notes what was read, once the catalog has it.
    pub(super) fn note(&mut self, read: Vec<(String, Stamp)>) {
        self.0.extend(read);
    }
}

impl ReadRepositories {
    /// Asks git about the repositories at these places. Of one that git does not read nothing is said.
    pub(super) fn read(root: &Path, places: BTreeSet<String>) -> Self {
        let mut read = Self { facts: Vec::new(), stamps: Vec::new() };
        for place in places {
            // The stamp first: what is committed meanwhile is noticed with the next look.
            let stamp = stamp(root, &place);
            if let Some(facts) = repository_facts(&root.join(&place)) {
                read.facts.push((place.clone(), facts));
                read.stamps.push((place, stamp));
            }
        }
        read
    }

    /// What the repositories looked like.
    pub(super) fn into_stamps(self) -> Vec<(String, Stamp)> {
        self.stamps
    }
}

/// Whether this is a file by which a repository says that its commit is another one.
pub(super) fn is_log(path: &Path) -> bool {
    path.ends_with(LOG)
}

/// Tells the repositories whose commits changed from the other places that did.
pub(super) fn split(places: BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let repository = |place: &str| {
        let root = place.strip_suffix(LOG)?;
        (root.is_empty() || root.ends_with('/')).then(|| root.trim_end_matches('/').to_owned())
    };
    let (mut repositories, mut others) = (BTreeSet::new(), BTreeSet::new());
    for place in places {
        match repository(&place) {
            Some(root) => repositories.insert(root),
            None => others.insert(place),
        };
    }
    (repositories, others)
}

fn stamp(root: &Path, place: &str) -> Stamp {
    let metadata = fs::metadata(git_folder(&root.join(place))?.join("logs/HEAD")).ok()?;
    Some((metadata.len(), metadata.modified().ok()?))
}

/// Where git keeps what it knows of a repository. Submodules and worktrees have a file that names the folder:
/// <https://git-scm.com/docs/gitrepository-layout>.
fn git_folder(repository: &Path) -> Option<PathBuf> {
    let beside = repository.join(".git");
    if beside.is_dir() {
        return Some(beside);
    }
    let metadata = fs::metadata(&beside).ok()?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return None;
    }
    let text = fs::read_to_string(beside).ok()?;
    Some(repository.join(text.strip_prefix("gitdir:")?.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worktree_that_git_keeps_elsewhere_is_read_again_only_when_its_log_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let kept = root.join("kept/worktrees/shop");
        fs::create_dir_all(kept.join("logs")).unwrap();
        fs::write(kept.join("logs/HEAD"), "one\n").unwrap();
        fs::create_dir_all(root.join("shop")).unwrap();
        fs::write(root.join("shop/.git"), "gitdir: ../kept/worktrees/shop\n").unwrap();
        let places = BTreeSet::from(["shop".to_owned()]);

        let mut known = Repositories::default();
        assert_eq!(known.others(root, &places), places);
        known.note(vec![("shop".to_owned(), stamp(root, "shop"))]);
        assert!(known.others(root, &places).is_empty());
        fs::write(kept.join("logs/HEAD"), "one\ntwo\n").unwrap();
        assert_eq!(known.others(root, &places), places);
    }

    #[test]
    fn a_log_of_git_is_a_repository_and_anything_else_a_place() {
        let places = [".git/logs/HEAD", "a/b/.git/logs/HEAD", "a/x.git/logs/HEAD", "a/catalog-info.yaml"];
        let (repositories, others) = split(places.map(str::to_owned).into());
        assert_eq!(repositories, BTreeSet::from([String::new(), "a/b".to_owned()]));
        assert_eq!(others, BTreeSet::from(["a/catalog-info.yaml".to_owned(), "a/x.git/logs/HEAD".to_owned()]));
    }
}
