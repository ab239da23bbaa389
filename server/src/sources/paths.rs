//! Paths of files that came from outside, and which of them are looked at for descriptors.

use std::path::Path;

use crate::sources::directory::{is_candidate, is_skipped_name};

/// The longest path, in bytes.
const LONGEST: usize = 1_024;

/// Whether a walk of a directory would look at a file of this path.
pub(crate) fn is_walked(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    is_candidate(Path::new(path)) && !folder.split('/').any(is_skipped_name)
}

/// Whether a path stays within the folder that it is relative to, and has one spelling.
pub(crate) fn is_sound(path: &str) -> bool {
    let part = |part: &str| !matches!(part, "" | "." | "..");
    let plain = !path.contains(|c: char| c.is_control() || c == '\\');
    let drive = path.as_bytes().get(1) == Some(&b':');
    path.len() <= LONGEST && plain && !drive && path.split('/').all(part)
}
