//! Whether a push may take the place of what is in force. Pure.

use std::cmp::Ordering;
use std::fmt;

use crate::clock::rfc3339;
use crate::store::PushRow;

/// What a push says of the commit that it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The folder that it replaces; empty where that is the whole location.
    pub below: String,
    /// The branch.
    pub branch: Option<String>,
    /// The commit's id.
    pub commit_id: Option<String>,
    /// When it was made, milliseconds since the Unix epoch; not after now.
    pub committed_at: Option<i64>,
    /// The run of the pipeline.
    pub run_id: Option<String>,
    /// The branch was moved back to it: it may be older than what is in force.
    pub moved_back: bool,
}

/// A later commit than that of the push is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is older than {}, which is in force{}", Commit(.pushed), Commit(.in_force), part(.in_force))]
pub struct Stale {
    /// What was pushed.
    pub pushed: Standing,
    /// What is in force.
    pub in_force: Standing,
}

/// A push is of another branch than what is in force.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not taken: the location is of the branch {of:?}", branch(.given.as_deref()))]
pub struct OtherBranch {
    /// The branch that the push says.
    pub given: Option<String>,
    /// The branch that is taken.
    pub of: String,
}

impl Standing {
    /// Whether this may take the place of what is in force, the last push first, of a source of which this branch is
    /// taken, if one is configured.
    pub(super) fn admitted(&self, in_force: &[PushRow], configured: Option<&str>) -> Result<(), Refused> {
        let first = || in_force.iter().find_map(|row| row.branch.as_deref());
        if let Some(of) = configured.or_else(first)
            && self.branch.as_deref() != Some(of)
        {
            return Err(Refused::OtherBranch(OtherBranch { given: self.branch.clone(), of: of.to_owned() }));
        }
        let later = in_force.iter().filter(|row| row.branch == self.branch || row.branch.is_none());
        let later = later.map(Self::of).find(|other| overlap(&self.below, &other.below) && self.is_older(other));
        match later {
            Some(in_force) => Err(Refused::Stale(Box::new(Stale { pushed: self.clone(), in_force }))),
            None => Ok(()),
        }
    }

    /// By the time of the commit, then by the run of the pipeline, as far as both say it.
    fn is_older(&self, other: &Self) -> bool {
        if self.moved_back {
            return false;
        }
        let times = match (self.committed_at, other.committed_at) {
            (Some(this), Some(that)) => this.cmp(&that),
            (None, None) => Ordering::Equal,
            // Nothing tells which is the later one.
            (Some(_), None) | (None, Some(_)) => return false,
        };
        let runs = || match (&self.run_id, &other.run_id) {
            (Some(this), Some(that)) => by_numbers(this, that),
            _ => Ordering::Equal,
        };
        times.then_with(runs).is_lt()
    }

    fn of(row: &PushRow) -> Self {
        Self {
            below: row.below.clone(),
            branch: row.branch.clone(),
            commit_id: row.commit_id.clone(),
            committed_at: row.committed_at,
            run_id: row.run_id.clone(),
            moved_back: false,
        }
    }
}

/// Why a push may not take the place of what is in force.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    Stale(Box<Stale>),
    OtherBranch(OtherBranch),
}

impl From<Refused> for super::IngestError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Stale(stale) => Self::Stale(stale),
            Refused::OtherBranch(other) => Self::OtherBranch(other),
        }
    }
}

/// Whether one of two folders is, or lies in, the other.
fn overlap(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        outer.is_empty() || inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

/// The order of texts in which numbers count as numbers: `9` before `10`, `10.9` before `10.10`.
fn by_numbers(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    loop {
        let (Some(first), Some(second)) = (one.first(), other.first()) else { return one.len().cmp(&other.len()) };
        let order = if first.is_ascii_digit() && second.is_ascii_digit() {
            let (this, that) = (number(&mut one), number(&mut other));
            this.len().cmp(&that.len()).then_with(|| this.cmp(that))
        } else {
            (one, other) = (&one[1..], &other[1..]);
            first.cmp(second)
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// Takes the digits at the beginning, without zeros in front.
fn number<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    let zeros = digits.iter().take_while(|byte| **byte == b'0').count();
    &digits[zeros..]
}

struct Commit<'a>(&'a Standing);

impl fmt::Display for Commit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Standing { commit_id, committed_at, run_id, .. } = self.0;
        match commit_id {
            Some(id) => write!(f, "commit {id}")?,
            None => write!(f, "a push without a commit")?,
        }
        let at = committed_at.and_then(rfc3339).map(|at| format!("of {at}"));
        let run = run_id.as_ref().map(|run| format!("run {run}"));
        let more: Vec<String> = at.into_iter().chain(run).collect();
        if more.is_empty() { Ok(()) } else { write!(f, " ({})", more.join(", ")) }
    }
}

fn part(standing: &Standing) -> String {
    if standing.below.is_empty() { String::new() } else { format!(" of {}", standing.below) }
}

fn branch(given: Option<&str>) -> String {
    given.map_or_else(|| "a push that says no branch".to_owned(), |branch| format!("the branch {branch:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(commit: &str, at: Option<i64>, run: Option<&str>) -> Standing {
        Standing {
            commit_id: Some(commit.to_owned()),
            branch: Some("main".to_owned()),
            committed_at: at,
            run_id: run.map(str::to_owned),
            below: String::new(),
            moved_back: false,
        }
    }

    fn row(standing: Standing) -> PushRow {
        let Standing { below, branch, commit_id, committed_at, run_id, moved_back: _ } = standing;
        PushRow { location: "l".to_owned(), below, branch, commit_id, committed_at, run_id, pushed_at: 0 }
    }

    #[test]
    fn a_push_is_stale_by_its_time_and_then_by_its_run() {
        let cases = [
            (Some(1), None, Some(2), None, true),
            (Some(2), None, Some(2), None, false),
            (Some(3), None, Some(2), None, false),
            (Some(2), Some("9"), Some(2), Some("10"), true),
            (Some(2), Some("10.2"), Some(2), Some("10.10"), true),
            (Some(2), Some("10"), Some(2), Some("10"), false),
            (Some(2), Some("010"), Some(2), Some("9"), false),
            (Some(3), Some("1"), Some(2), Some("2"), false),
            (None, Some("1"), None, Some("2"), true),
            (None, None, Some(2), None, false),
            (Some(1), Some("1"), None, Some("2"), false),
        ];
        for (at, run, in_force_at, in_force_run, stale) in cases {
            let in_force = [row(push("b", in_force_at, in_force_run))];
            let admitted = push("a", at, run).admitted(&in_force, None);
            assert_eq!(admitted.is_err(), stale, "{at:?} {run:?} after {in_force_at:?} {in_force_run:?}");
        }
    }

    #[test]
    fn parts_are_compared_with_what_they_lie_in_and_what_lies_in_them() {
        let below = |folder: &str, at| Standing { below: folder.to_owned(), ..push(folder, Some(at), None) };
        let in_force = [row(below("a", 5)), row(below("c/d", 5))];
        let is_stale = |folder: &str| below(folder, 3).admitted(&in_force, None).is_err();
        assert!(is_stale("a") && is_stale("a/b") && is_stale("") && is_stale("c"));
        assert!(!is_stale("b") && !is_stale("ab") && !is_stale("c/e"));
    }

    #[test]
    fn only_one_branch_is_taken() {
        let in_force = [row(push("a", Some(1), None))];
        let of = |branch: Option<&str>| Standing { branch: branch.map(str::to_owned), ..push("b", Some(2), None) };
        assert_eq!(of(Some("main")).admitted(&in_force, None), Ok(()));
        for other in [Some("topic"), None] {
            let Err(Refused::OtherBranch(refused)) = of(other).admitted(&in_force, None) else { panic!("{other:?}") };
            assert!(refused.to_string().contains("the branch \"main\""), "{refused}");
        }
        assert_eq!(of(Some("trunk")).admitted(&in_force, Some("trunk")), Ok(()), "it was configured anew");
        assert!(of(Some("main")).admitted(&[], Some("trunk")).is_err());
        assert_eq!(of(None).admitted(&[], None), Ok(()));
    }

    #[test]
    fn both_commits_are_named() {
        let in_force = [row(push("bbb", Some(1_000), Some("8")))];
        let Err(Refused::Stale(stale)) = push("aaa", Some(0), None).admitted(&in_force, None) else { panic!() };
        assert_eq!(
            stale.to_string(),
            "commit aaa (of 1970-01-01T00:00:00Z) is older than commit bbb (of 1970-01-01T00:00:01Z, run 8), which is \
             in force"
        );
    }
}
