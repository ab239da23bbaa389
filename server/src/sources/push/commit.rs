//! What a push says of its commit, checked.

use catalog_schema::wire::{Problem, Push};

use super::problems;
use crate::clock::parse_rfc3339;
use crate::ingest::{Moment, Standing};

/// The longest branch, commit, run or author, in characters.
const LONGEST: usize = 255;

/// What a push says of its commit.
///
/// # Errors
/// 400 `invalid_push`.
pub(super) fn commit(push: &mut Push, below: &str, now: i64) -> Result<(Standing, Moment), Problem> {
    let text = |name: &str, value: Option<String>| match value.map(|value| value.trim().to_owned()) {
        // Variables that a pipeline does not set come as empty texts.
        None => Ok(None),
        Some(value) if value.is_empty() => Ok(None),
        Some(value) if value.chars().count() > LONGEST || value.chars().any(char::is_control) => Err(
            problems::invalid_push(&format!("`{name}` is longer than {LONGEST} characters, or has control characters")),
        ),
        Some(value) => Ok(Some(value)),
    };
    let branch = text("branch", push.branch.take())?;
    let commit_id = text("commit", push.commit.take())?;
    let run_id = text("run_id", push.run_id.take())?;
    let author = text("author", push.author.take())?;
    let committed_at = match text("committed_at", push.committed_at.take())? {
        None => None,
        Some(time) => match parse_rfc3339(&time) {
            // A clock that runs ahead would keep every later push away.
            Some(at) => Some(at.min(now)),
            None => {
                let why = format!("`committed_at` is {time:?}; it is a time such as 2027-01-31T09:30:00Z");
                return Err(problems::invalid_push(&why));
            }
        },
    };
    let moment = Moment { at: committed_at.unwrap_or(now), commit_id: commit_id.clone(), author };
    Ok((Standing { below: below.to_owned(), branch, commit_id, committed_at, run_id, moved_back: false }, moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(push: Push) -> Result<(Standing, Moment), Problem> {
        commit(&mut { push }, "", 10_000)
    }

    #[test]
    fn what_a_pipeline_does_not_say_is_not_there() {
        let empty = || Some(String::new());
        let push = Push { branch: empty(), commit: empty(), committed_at: empty(), run_id: empty(), ..Push::default() };
        let (standing, moment) = of(push).unwrap();
        assert_eq!((standing, moment.at), (Standing::default(), 10_000));
    }

    #[test]
    fn times_have_offsets_and_are_never_ahead() {
        let at = |time: &str| of(Push { committed_at: Some(time.to_owned()), ..Push::default() });
        assert_eq!(at("1970-01-01T02:00:01+02:00").unwrap().0.committed_at, Some(1_000));
        assert_eq!(at("2999-01-01T00:00:00Z").unwrap().1.at, 10_000);
        for time in ["yesterday", "1970-01-01", "12345"] {
            assert_eq!(at(time).unwrap_err().code, "invalid_push", "{time}");
        }
        assert!(of(Push { branch: Some("a\0".to_owned()), ..Push::default() }).is_err());
    }
}
