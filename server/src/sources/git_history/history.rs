//! The commits of many repositories in one order.

use super::HistoryError;
use super::changes::{Change, Changes, changes, state};
use super::commits::{Commit, commits};
use super::repository::Repository;
use crate::ingest::Moment;

/// What one commit did to a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Its repository's place in [`History::repositories`].
    pub(super) repository: usize,
    /// The commit to read from.
    pub(super) commit: String,
    /// When it was made.
    pub(super) moment: Moment,
    /// The possible descriptors that it changed.
    pub(super) changes: Vec<Change>,
    /// The possible pages of documentation that it changed, relative to the repository.
    pub(super) pages: Vec<String>,
}

/// The history of a directory's repositories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    /// By path.
    pub(super) repositories: Vec<Repository>,
    /// Each repository's own in the order of its first parents.
    pub(super) steps: Vec<Step>,
}

impl History {
    /// Asks git about all of `repositories`. With `since`, in milliseconds since the Unix epoch, what a repository was
    /// before that comes as one step, by nobody: the last commit before is not the one that made all of it.
    ///
    /// # Errors
    /// If git fails.
    pub(super) fn read(repositories: Vec<Repository>, since: Option<i64>, now: i64) -> Result<Self, HistoryError> {
        let mut steps = Vec::new();
        for (position, repository) in repositories.iter().enumerate() {
            let commits = commits(repository, now)?;
            let start = since.map_or(0, |since| commits.partition_point(|commit| commit.at < since));
            let (before, after) = commits.split_at(start);
            if let Some(last) = before.last() {
                let moment = Moment { at: last.at, commit_id: None, author: None };
                let (commit, changes) = (last.id.clone(), state(repository, last)?);
                steps.push(Step { repository: position, commit, moment, changes, pages: Vec::new() });
            }
            let mut changed = changes(repository, after)?;
            let step = |commit: &Commit| {
                let Changes { descriptors: changes, pages } = changed.remove(&commit.id)?;
                let (commit_id, author) = (Some(commit.id.clone()), Some(commit.author.clone()));
                let moment = Moment { at: commit.at, commit_id, author };
                Some(Step { repository: position, commit: commit.id.clone(), moment, changes, pages })
            };
            steps.extend(after.iter().filter_map(step));
        }
        Ok(Self { repositories, steps })
    }
}
