//! `examples/history.yaml`: which commits led to what is in `examples/pizzup/`.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Deserialize;

use super::events::rfc3339;
use crate::failure::Failure;

const DAY: i64 = 24 * 60 * 60;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct History {
    /// Days that files name and that are moved along.
    #[serde(default)]
    pub(super) days: Vec<MovedDay>,
    /// The oldest first.
    pub(super) commits: Vec<Commit>,
}

/// A day in a file of today that lies so many days before the day of the replay, in UTC.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MovedDay {
    /// The repository's folder and the path in it.
    pub(super) file: String,
    /// As it stands there, such as `2026-10-01`.
    pub(super) day: String,
    /// Negative for days that are to come.
    pub(super) days_ago: i64,
}

/// One commit. Files have the text of today with all later edits undone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
    /// Whole days before the day of the replay, in UTC.
    pub(super) days_ago: u32,
    /// `HH:MM`, in UTC.
    pub(super) time: String,
    /// The folder of `examples/pizzup/`, or one that is gone today.
    pub(super) repository: String,
    /// `Name <address>`.
    pub(super) author: String,
    /// What it says.
    pub(super) message: String,
    /// Globs of files that exist from here on.
    #[serde(default)]
    pub(super) adds: Vec<String>,
    /// Changed texts.
    #[serde(default)]
    pub(super) edits: Vec<Edit>,
    /// Files that do not exist today.
    #[serde(default)]
    pub(super) writes: Vec<Write>,
    /// Files that an earlier commit wrote.
    #[serde(default)]
    pub(super) removes: Vec<String>,
}

/// A part of a file that reads otherwise from here on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// Relative to the repository.
    pub(super) file: String,
    /// What stood there until then.
    pub(super) before: String,
    /// What stands there then; once in the file.
    pub(super) after: String,
}

/// A file with its text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Write {
    /// Relative to the repository.
    pub(super) file: String,
    /// All that it says.
    pub(super) text: String,
}

impl History {
    /// Reads the file.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
        Self::parse(&text).map_err(|failure| Failure::new(format!("{}: {}", path.display(), failure.message())))
    }

    /// The text of such a file.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        serde_yaml::from_str(text).map_err(|error| Failure::new(error.to_string()))
    }
}

impl History {
    /// The text of a file with its days moved along to a replay at `now`, in seconds since the Unix epoch.
    ///
    /// # Errors
    /// The file does not name a day that is to be moved.
    pub(super) fn moved(&self, repository: &str, path: &str, text: &[u8], now: i64) -> Result<Vec<u8>, Failure> {
        let days: Vec<&MovedDay> =
            self.days.iter().filter(|day| day.file.split_once('/') == Some((repository, path))).collect();
        for day in &days {
            if !text.windows(day.day.len()).any(|part| part == day.day.as_bytes()) {
                return Err(Failure::new(format!("{} does not name the day {}", day.file, day.day)));
            }
        }
        // In one pass: a day may be moved to where another one was.
        let mut moved = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some((first, after)) = rest.split_first() {
            match days.iter().find(|day| rest.starts_with(day.day.as_bytes())) {
                Some(day) => {
                    moved.extend(day.at(now).into_bytes());
                    rest = rest.get(day.day.len()..).unwrap_or_default();
                }
                None => {
                    moved.push(*first);
                    rest = after;
                }
            }
        }
        Ok(moved)
    }
}

impl MovedDay {
    /// Where it is at a replay at `now`.
    fn at(&self, now: i64) -> String {
        let day = rfc3339((now.div_euclid(DAY) - self.days_ago) * DAY);
        day.split('T').next().unwrap_or_default().to_owned()
    }
}

impl Commit {
    /// When it is made if the replay is at `now`, both in seconds since the Unix epoch.
    ///
    /// # Errors
    /// The time of the day is none, or it would be later than `now`.
    pub(super) fn at(&self, now: i64) -> Result<i64, Failure> {
        at(self.days_ago, &self.time, now).map_err(|why| self.failure(&why))
    }

    /// What does not add up about it.
    pub(super) fn failure(&self, what: &str) -> Failure {
        let Self { repository, message, days_ago, time, .. } = self;
        Failure::new(format!("the commit {message:?} to {repository}, {days_ago} days ago at {time}: {what}"))
    }
}

/// So many days before the day of `now` at this time, `HH:MM` in UTC, in seconds since the Unix epoch.
///
/// # Errors
/// Why there is no such time, or that it would be later than `now`.
pub(super) fn at(days_ago: u32, time: &str, now: i64) -> Result<i64, String> {
    let seconds = time.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour * 60 + minute) * 60)
    });
    let seconds = seconds.ok_or_else(|| format!("its time {time:?} is not HH:MM"))?;
    let at = (now.div_euclid(DAY) - i64::from(days_ago)) * DAY + seconds;
    if at > now { Err("it lies in the future".to_owned()) } else { Ok(at) }
}

/// Seconds since the Unix epoch.
pub(super) fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}
