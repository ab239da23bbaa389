//! Problems of files that cannot even be given to the decoder.

use std::io;

use catalog_schema::diagnostic::{Diagnostic, codes};

pub(crate) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::new(&codes::FILE_UNREADABLE, format!("{path} cannot be read: {error}"))
        .with_help("check that it exists and that the user Sextant runs as may read it")
        .in_file(path)
}

pub(crate) fn too_large(path: &str, size: u64, limit: u64) -> Diagnostic {
    Diagnostic::new(
        &codes::FILE_TOO_LARGE,
        format!("{path} has {size} bytes; descriptors of this source may have {limit}"),
    )
    .with_help("split it into several files")
    .in_file(path)
}

pub(crate) fn symlink_loop(path: &str) -> Diagnostic {
    Diagnostic::new(&codes::SYMLINK_LOOP, format!("{path} is a link to a directory that contains it"))
        .with_help("remove the link; what it leads to is read where it is")
        .in_file(path)
}

pub(crate) fn symlink_outside(path: &str) -> Diagnostic {
    Diagnostic::new(&codes::SYMLINK_OUTSIDE, format!("{path} is a link that leads out of the source's directory"))
        .with_help("add the directory that it leads to as a source of its own")
        .in_file(path)
}
