//! Writing fixed files, or showing what would be written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::fix::Fixed;
use similar::TextDiff;

use super::places::Candidate;

/// What became of the fixes of a file.
#[derive(Debug)]
pub(super) enum Repair {
    /// These problems are put right in the file.
    Written(Vec<Diagnostic>),
    /// These would be; the change as a unified diff.
    Shown(Vec<Diagnostic>, String),
    /// The file could not be written; nothing was changed.
    Failed(String),
}

/// Writes the fixed text in place of the file, or shows the difference.
///
/// # Errors
/// The [`Repair::Failed`] that says why the file is as it was.
pub(super) fn repair(file: &Candidate, before: &[u8], fixed: &Fixed, diff: bool) -> Result<Repair, Repair> {
    let done = fixed.done.iter().map(|problem| problem.clone().in_file(&file.shown)).collect();
    if diff {
        let before = String::from_utf8_lossy(before);
        let shown = file.shown.strip_prefix("./").unwrap_or(&file.shown);
        let text = TextDiff::from_lines(before.as_ref(), fixed.text.as_str())
            .unified_diff()
            .header(&format!("a/{shown}"), &format!("b/{shown}"))
            .to_string();
        return Ok(Repair::Shown(done, text));
    }
    let written = target(file).and_then(|target| replace(&target, fixed.text.as_bytes()));
    match written {
        Ok(()) => Ok(Repair::Written(done)),
        Err(error) => Err(Repair::Failed(format!("{} cannot be fixed: {error}", file.shown))),
    }
}

/// The file itself where a link leads to it, if that is within what was named.
fn target(file: &Candidate) -> io::Result<PathBuf> {
    let real = file.path.canonicalize()?;
    let inside = match file.root.is_file() {
        true => !file.root.is_symlink(),
        false => real.starts_with(file.root.canonicalize()?),
    };
    if inside { Ok(real) } else { Err(io::Error::other("it is a link that leads out of the path that was named")) }
}

/// Puts a new file in the place of the old one in one step, with its permissions.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it may not be written"));
    }
    let directory = path.parent().unwrap_or_else(|| Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(directory)?;
    new.write_all(bytes)?;
    new.as_file().set_permissions(permissions)?;
    new.as_file().sync_all()?;
    new.persist(path).map_err(|error| error.error)?;
    Ok(())
}
