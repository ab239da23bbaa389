//! A fingerprint of what the bundle is made from, so that an unchanged bundle is not made again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::workspace;

const FOLDERS: [&str; 4] = ["web", "catalog-schema", "xtask/bindgen", "xtask/src/wasm"];
const FILES: [&str; 2] = ["Cargo.toml", "Cargo.lock"];
/// Folders inside a crate that no build of its library reads.
const NOT_BUILT: [&str; 4] = ["tests", "benches", "fuzz", "target"];

/// The fingerprint of the workspace as it is now. Good for comparing on one machine, no more.
pub(crate) fn fingerprint() -> Result<String, Failure> {
    let root = workspace::root();
    let mut files: Vec<PathBuf> = FILES.iter().map(|file| root.join(file)).collect();
    for folder in FOLDERS {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    hash(&root, &files)
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if !path.is_dir() {
            into.push(path);
        } else if !path.file_name().is_some_and(|name| NOT_BUILT.iter().any(|skipped| name == *skipped)) {
            collect(&path, into)?;
        }
    }
    Ok(())
}

fn hash(root: &Path, files: &[PathBuf]) -> Result<String, Failure> {
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
            hash(root, &[file]).unwrap()
        };
        let first = of("a.rs", "one");
        assert_eq!(first, of("a.rs", "one"));
        assert_ne!(first, of("a.rs", "two"));
        assert_ne!(first, of("b.rs", "one"));
    }

    #[test]
    fn tests_are_no_input() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["src", "tests"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("x.rs"), "").unwrap();
        }
        let mut files = Vec::new();
        collect(folder.path(), &mut files).unwrap();
        assert_eq!(files, [folder.path().join("src/x.rs")]);
    }
}
