//! Which program this is.

use std::env::current_exe;
use std::fs::metadata;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

/// Tells programs apart: by version, size and time of the file that is run.
pub(crate) type Program = [u8; 32];

/// The program that runs, as its file was when this was first asked; none where that cannot be told.
pub(crate) fn this_program() -> Option<Program> {
    static PROGRAM: LazyLock<Option<Program>> = LazyLock::new(look);
    *PROGRAM
}

fn look() -> Option<Program> {
    let file = metadata(current_exe().ok()?).ok()?;
    let modified = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(&file.len().to_le_bytes()).update(&modified.as_nanos().to_le_bytes());
    Some(*hasher.finalize().as_bytes())
}
