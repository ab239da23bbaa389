//! Files that a descriptor names instead of saying it itself: `{$text: ./openapi.yaml}`, and its like.
//!
//! And files that hold descriptors of their own: a Location's targets, which may be patterns.
//!
//! Decoding does no IO. It says which files a descriptor names ([`DecodedFile::companions`]); the caller reads them,
//! confined to the repository and commit of the descriptor, and decodes again with what it has read.
//!
//! [`DecodedFile::companions`]: crate::decode::DecodedFile::companions

mod address;
mod content;
mod pattern;
mod substitute;
mod targets;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use content::is_placeholder;
pub(crate) use pattern::path_is_like;
pub use pattern::{is_pattern, matches};
pub(crate) use substitute::substitute;
pub(crate) use targets::{Followed, follow};

/// What the caller read of the files that a descriptor names, by path within the location.
pub type Companions = BTreeMap<String, Companion>;

/// A file that a descriptor names, or why it is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Companion {
    /// Its bytes.
    Bytes(Arc<[u8]>),
    /// It is a pattern; the files that are like it.
    Listing(Vec<String>),
    /// There is no such file.
    Absent,
    /// It is there and may not or cannot be read: too large, no file, a link out of the repository. For people.
    Refused(String),
}

/// Which descriptor is read, and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub struct DescriptorFile<'a> {
    /// The descriptor's path within its location, `/`-separated. It names the file in diagnostics and hints at the
    /// format.
    pub path: &'a str,
    /// The path of its repository within the location; empty where they are the same. Nothing outside is read.
    pub repository: &'a str,
    /// What was read of the files that it names.
    pub companions: &'a Companions,
}

impl<'a> DescriptorFile<'a> {
    /// A descriptor of which only the path is known.
    pub fn alone(path: &'a str) -> Self {
        static NONE: Companions = Companions::new();
        Self { path, repository: "", companions: &NONE }
    }

    /// The name of its repository, as far as paths tell: that of the repository's folder, else of the descriptor's own.
    pub(crate) fn repository_name(&self) -> Option<&'a str> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = if self.repository.is_empty() { folder } else { self.repository };
        folder.rsplit('/').next().filter(|name| !name.is_empty())
    }
}
