//! Which files are tests, by the conventions of languages.

/// Folders whose files are tests.
const FOLDERS: [&str; 6] = ["test", "tests", "spec", "specs", "__tests__", "e2e"];
/// Ends of names before the last dot.
const ENDS: [&str; 7] = ["_test", "_tests", "_spec", ".test", ".spec", "-test", "-spec"];
/// Ends of names before the last dot, where case tells a word apart.
const CAMEL_ENDS: [&str; 4] = ["Test", "Tests", "Spec", "IT"];

pub(super) fn is_test(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    // Data of tests is no test.
    let Some(stem) = super::languages::language_of(path).and(name.rsplit_once('.')).map(|(stem, _)| stem) else {
        return false;
    };
    folders.split('/').any(|folder| FOLDERS.contains(&folder))
        || stem.starts_with("test_")
        || ENDS.iter().any(|end| stem.ends_with(end))
        || CAMEL_ENDS.iter().any(|end| stem.strip_suffix(end).is_some_and(|before| !before.is_empty()))
}
