//! Why a catalog was not archived, or an archive not read.

use std::io;

use crate::store::StoreError;

/// Why a catalog was not archived, or an archive not read. The database is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stream could not be written.
    #[error("the archive cannot be written: {0}")]
    Write(io::Error),
    /// The stream is not an archive, or not as it was written.
    #[error("line {line} of the archive: {detail}; nothing was changed. Use another copy of it")]
    Damaged {
        /// Which line of the decompressed text, from 1.
        line: u64,
        /// What is wrong.
        detail: String,
    },
    /// A later release wrote it.
    #[error("the archive holds {what}, which this release ({release}) does not know; read it with Sextant {made_by} or later", release = env!("CARGO_PKG_VERSION"))]
    Newer {
        /// What is not known.
        what: String,
        /// The release that wrote it.
        made_by: String,
    },
    /// There is a catalog already.
    #[error("the database already holds a catalog, at revision {revision}; --force replaces all of it")]
    NotEmpty {
        /// The revision of what is there.
        revision: u64,
    },
}
