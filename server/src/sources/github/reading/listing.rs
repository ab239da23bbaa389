//! The files of a repository.

/// The longest path, in bytes.
const LONGEST_PATH: usize = 1_024;

/// The files of a repository at a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepositoryListing {
    /// In git's order.
    pub entries: Vec<Entry>,
    /// Whether this is all of it. What is missing from a listing that is not complete may be there.
    pub complete: bool,
}

/// A file, or what stands in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `/`-separated.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// The id of its content.
    pub oid: String,
    /// In bytes.
    pub size: u64,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// Whether a path stays within the repository and has one spelling. Git holds to that; what answers may not be git.
pub(super) fn is_sound(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
    path.len() <= LONGEST_PATH && !path.contains(|c: char| c.is_control() || c == '\\') && path.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within() {
        for path in ["catalog-info.yaml", "a/b/c.yaml", "ä/ö.yaml", "..a/b"] {
            assert!(is_sound(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../a", "a/../b", "a//b", "a/.", "a\\b", "a\0", ".git/config", "x/.GIT/hooks"] {
            assert!(!is_sound(path), "{path:?}");
        }
        assert!(!is_sound(&"a".repeat(2_000)));
    }
}
