//! Whether the demo company is as it would be made now.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::{files, workspace};

/// Older, the commits are further away than their days say, in seconds.
const KEPT: i64 = 24 * 60 * 60;

/// What a demo was made from.
pub(super) fn fingerprint() -> Result<String, Failure> {
    let root = workspace::root();
    // The migrations stand for the schema of its database.
    let folders = ["examples", "migrations"].map(|folder| files::below(&root.join(folder), &[]));
    let mut inputs = Vec::new();
    for folder in folders {
        inputs.extend(folder?);
    }
    files::fingerprint(&root, &inputs)
}

/// Notes that a demo was made at `now`, in seconds since the Unix epoch.
pub(super) fn write(path: &Path, fingerprint: &str, now: i64) -> Result<(), Failure> {
    fs::write(path, format!("{fingerprint} {now}\n")).map_err(|error| Failure::file(path, &error))
}

/// Whether such a demo was made less than a day ago.
pub(super) fn is_current(path: &Path, fingerprint: &str, now: i64) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let Some((made_from, made_at)) = text.trim_end().split_once(' ') else { return false };
    made_from == fingerprint && made_at.parse().is_ok_and(|made_at: i64| (0..KEPT).contains(&(now - made_at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_lasts_a_day_unless_what_it_is_made_from_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("stamp");
        assert!(!is_current(&path, "abc", 1_000));
        write(&path, "abc", 1_000).unwrap();
        assert!(is_current(&path, "abc", 1_000 + KEPT - 1));
        assert!(!is_current(&path, "abc", 1_000 + KEPT));
        assert!(!is_current(&path, "abd", 1_000));
    }
}
