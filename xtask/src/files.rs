//! Files of a folder, and a fingerprint of them.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// All files below `folder`, but for what is below folders of a `skipped` name; in order.
pub(crate) fn below(folder: &Path, skipped: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    collect(folder, skipped, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, skipped: &[&str], into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if !path.is_dir() {
            into.push(path);
        } else if !path.file_name().is_some_and(|name| skipped.iter().any(|skipped| name == *skipped)) {
            collect(&path, skipped, into)?;
        }
    }
    Ok(())
}

/// Changes with the content and with the names, below `root`, of `files`. Good for comparing on one machine, no more.
pub(crate) fn fingerprint(root: &Path, files: &[PathBuf]) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = fs::read(file).map_err(|error| Failure::file(file, &error))?;
        let name = file.strip_prefix(root).unwrap_or(file).as_os_str().as_encoded_bytes();
        for part in [name, &content] {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_or_renamed_file_changes_the_fingerprint() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let of = |name: &str, content: &str| {
            let file = root.join(name);
            fs::write(&file, content).unwrap();
            fingerprint(root, &[file]).unwrap()
        };
        let first = of("a.rs", "one");
        assert_eq!(first, of("a.rs", "one"));
        assert_ne!(first, of("a.rs", "two"));
        assert_ne!(first, of("b.rs", "one"));
    }

    #[test]
    fn what_is_skipped_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["src", "tests"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("x.rs"), "").unwrap();
        }
        assert_eq!(below(folder.path(), &["tests"]).unwrap(), [folder.path().join("src/x.rs")]);
    }
}
