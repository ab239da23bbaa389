//! What git says of one commit.

use std::path::Path;

use super::commits::MAX_AUTHOR;
use super::repository::Repository;

/// What git says of one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitFacts {
    /// Its id.
    pub id: String,
    /// When it was committed, RFC 3339.
    pub committed_at: String,
    /// `Name <address>`.
    pub author: String,
}

impl CommitFacts {
    /// What git says of a commit of the repository at `root`; of the one that is checked out where none is named. None where
    /// git is not there, refuses, or has no such commit.
    pub fn of(root: &Path, commit: Option<&str>) -> Option<Self> {
        // Anything else could be an option.
        let is_id = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let commit = match commit {
            None => "HEAD",
            Some(id) => Some(id).filter(is_id)?,
        };
        let repository = Repository { root: root.to_owned(), prefix: String::new() };
        let mut command = repository.git();
        command.args([
            "rev-list",
            "--max-count=1",
            "--encoding=UTF-8",
            "--format=%H%x00%cI%x00%an <%ae>",
            commit,
            "--",
        ]);
        let output = String::from_utf8_lossy(&repository.capture(&mut command).ok()?).into_owned();
        // Before the answer stands a line of git's own.
        let mut fields = output.lines().nth(1)?.splitn(3, '\0').map(str::to_owned);
        let (id, committed_at, author) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Self { id, committed_at, author: author.chars().take(MAX_AUTHOR).collect() })
    }
}

/// The branch that is checked out in the repository at `root`; none where none is, or git is not there or refuses.
pub fn checked_out_branch(root: &Path) -> Option<String> {
    let repository = Repository { root: root.to_owned(), prefix: String::new() };
    let mut command = repository.git();
    command.args(["symbolic-ref", "--quiet", "--short", "HEAD"]);
    let name = String::from_utf8_lossy(&repository.capture(&mut command).ok()?).trim().to_owned();
    (!name.is_empty()).then_some(name)
}
