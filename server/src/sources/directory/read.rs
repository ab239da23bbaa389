//! One file's bytes.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::diagnostics::{too_large, unreadable};
use crate::ingest::ReadFile;

/// Reads the file at `absolute`, known in its location as `path`; one over `limit` bytes is not read at all.
pub fn read(absolute: &Path, path: String, limit: u64) -> ReadFile {
    let content = match bytes(absolute, limit) {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => Err(Box::new(too_large(&path, size, limit))),
        Err(error) => Err(Box::new(unreadable(&path, &error))),
    };
    ReadFile { path, content }
}

/// The bytes, or how many there are if they are too many.
fn bytes(absolute: &Path, limit: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let mut file = File::open(absolute)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    // It may grow meanwhile.
    let read = file.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes)? as u64;
    Ok(if read > limit { Err(read) } else { Ok(bytes) })
}
