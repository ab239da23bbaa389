//! Files that a command writes: all of them or none, and nothing replaced unasked.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Exit;

/// A file to write.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// Why files were not written.
#[derive(Debug)]
pub(super) enum WriteFailure {
    /// These are there already.
    Exists(Vec<PathBuf>),
    /// This one could not be written.
    Failed(PathBuf, io::Error),
}

impl WriteFailure {
    /// How the command ends.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Exists(_) => Exit::Usage,
            Self::Failed(..) => Exit::Outside,
        }
    }
}

impl fmt::Display for WriteFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(paths) => {
                let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
                write!(f, "{} there already; nothing was written (--force replaces it)", names.join(" and "))
            }
            Self::Failed(path, error) => write!(f, "{} cannot be written: {error}", path.display()),
        }
    }
}

/// Writes the files, and the directories that they lie in. Without `force`, one that is there already stops it all.
pub(super) fn write_all(outputs: &[Output], force: bool) -> Result<(), WriteFailure> {
    let there = outputs.iter().map(|output| &output.path).filter(|path| path.symlink_metadata().is_ok());
    let there: Vec<PathBuf> = there.cloned().collect();
    if !force && !there.is_empty() {
        return Err(WriteFailure::Exists(there));
    }
    for output in outputs {
        let failed = |error: io::Error| match error.kind() {
            // Somebody else was faster.
            io::ErrorKind::AlreadyExists => WriteFailure::Exists(vec![output.path.clone()]),
            _ => WriteFailure::Failed(output.path.clone(), error),
        };
        write(&output.path, &output.text, force).map_err(failed)?;
    }
    Ok(())
}

/// Writes a file whole or not at all. What is replaced is the file itself, never what a link leads to.
fn write(path: &Path, text: &str, force: bool) -> io::Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    if !force {
        return fs::File::create_new(path)?.write_all(text.as_bytes());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = directory.join(format!(".{name}.{}.new", std::process::id()));
    let written = fs::File::create_new(&beside).and_then(|mut file| file.write_all(text.as_bytes()));
    let renamed = written.and_then(|()| fs::rename(&beside, path));
    if renamed.is_err() {
        let _ = fs::remove_file(&beside);
    }
    renamed
}
