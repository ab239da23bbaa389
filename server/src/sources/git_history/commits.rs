//! The commits of the branch that is checked out.

use super::HistoryError;
use super::repository::Repository;

/// A commit on the way of first parents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// Its id.
    pub(super) id: String,
    /// What it is compared with; none for one that began the history, or the part of it that there is.
    pub(super) parent: Option<String>,
    /// When it was committed, milliseconds since the Unix epoch; never before its parent and never after now.
    pub(super) at: i64,
    /// `Name <address>`.
    pub(super) author: String,
}

/// Longer names of authors are cut, in characters.
pub(super) const MAX_AUTHOR: usize = 200;

/// The commits of the checked-out branch, the oldest first; none where nothing was committed yet.
///
/// # Errors
/// If git fails.
pub(super) fn commits(repository: &Repository, now: i64) -> Result<Vec<Commit>, HistoryError> {
    let head = repository.output(repository.git().args(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?;
    if !head.status.success() {
        // Silent if there is no such commit; anything else has its message.
        return if head.stderr.is_empty() { Ok(Vec::new()) } else { Err(repository.refused(&head.stderr)) };
    }
    let head = String::from_utf8_lossy(&head.stdout);
    let mut command = repository.git();
    command.args(["rev-list", "--first-parent", "--reverse", "--encoding=UTF-8"]);
    command.args(["--format=%H %P%x00%ct%x00%an <%ae>", head.trim(), "--"]);
    let output = repository.capture(&mut command)?;
    let mut commits: Vec<Commit> = Vec::new();
    for line in output.split(|byte| *byte == b'\n') {
        // Before each answer stands a line of git's own.
        if line.is_empty() || line.starts_with(b"commit ") {
            continue;
        }
        let before = commits.last().map_or(i64::MIN, |commit| commit.at);
        commits.push(commit(line, before, now).ok_or_else(|| repository.unexpected(line))?);
    }
    Ok(commits)
}

fn commit(line: &[u8], before: i64, now: i64) -> Option<Commit> {
    let line = String::from_utf8_lossy(line);
    let mut fields = line.splitn(3, '\0');
    let (ids, seconds, author) = (fields.next()?, fields.next()?, fields.next()?);
    let mut ids = ids.split(' ').filter(|id| !id.is_empty());
    // Clocks differ, and some are wrong: a time that cannot be is that of the commit before.
    let at = seconds.parse::<i64>().map_or(before, |seconds| seconds.saturating_mul(1_000));
    Some(Commit {
        id: ids.next()?.to_owned(),
        parent: ids.next().map(str::to_owned),
        at: at.max(before).clamp(0, now.max(0)),
        author: author.chars().take(MAX_AUTHOR).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: &str, before: i64) -> i64 {
        commit(format!("aa bb cc\0{seconds}\0A <a@b>").as_bytes(), before, 9_000).unwrap().at
    }

    #[test]
    fn a_merge_is_compared_with_its_first_parent_and_the_beginning_with_nothing() {
        let merge = commit(b"aa bb cc\x005\0Zo\xc3\xab <z@o>", i64::MIN, 9_000).unwrap();
        let expected = Commit { id: "aa".into(), parent: Some("bb".into()), at: 5_000, author: "Zoë <z@o>".into() };
        assert_eq!(merge, expected);
        assert_eq!(commit(b"aa \x005\0A <a@b>", i64::MIN, 9_000).unwrap().parent, None);
    }

    #[test]
    fn no_clock_makes_a_commit_older_than_its_parent_or_younger_than_now() {
        assert_eq!(at("7", 6_000), 7_000);
        assert_eq!(at("5", 6_000), 6_000);
        assert_eq!(at("9223372036854775807", 6_000), 9_000);
        assert_eq!(at("", 6_000), 6_000);
        assert_eq!(at("-1", i64::MIN), 0);
    }
}
