//! One file's bytes.

use std::fs;
use std::path::Path;

use super::diagnostics::{too_large, unreadable};
use crate::ingest::ReadFile;

/// Reads the file at `absolute`, known in its location as `path`; one over `limit` bytes is not read at all.
pub fn read(absolute: &Path, path: String, limit: u64) -> ReadFile {
    let content = fs::metadata(absolute)
        .and_then(|metadata| if metadata.len() > limit { Ok(Err(metadata.len())) } else { fs::read(absolute).map(Ok) });
    let content = match content {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(size)) => Err(Box::new(too_large(&path, size, limit))),
        Err(error) => Err(Box::new(unreadable(&path, &error))),
    };
    ReadFile { path, content }
}
