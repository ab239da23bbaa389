//! Files that a descriptor names instead of saying it itself: `{$text: ./openapi.yaml}`, and its like.
//!
//! And files that hold descriptors of their own: a Location's targets, which may be patterns.
//!
//! Decoding does no IO. It says which files a descriptor names ([`DecodedFile::companions`]); the caller reads them,
//! confined to the repository and commit of the descriptor, and decodes again with what it has read. A file of the web goes
//! by its address ([`is_address`]); whether it is asked for, and how, is the caller's.
//!
//! [`DecodedFile::companions`]: crate::decode::DecodedFile::companions

mod address;
mod content;
mod contract;
mod docs;
mod pattern;
mod substitute;
mod targets;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use address::is_address;
pub(crate) use content::is_placeholder;
pub(crate) use contract::take_contract;
pub(crate) use docs::docs_problem;
pub use docs::{is_docs, read_docs};
pub(crate) use pattern::path_is_like;
pub use pattern::{alternatives, is_pattern, matches};
pub(crate) use substitute::substitute;
pub(crate) use targets::{Followed, follow};

/// What the caller read of the files that a descriptor names, by path within the location, or by address.
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
    /// It is a file of the web, and nobody has asked for it here.
    Unasked,
    /// It is a file of the web, and the last request for it came to nothing.
    Unread(Box<Unread>),
}

/// A file of the web that could not be read when it was last asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What happened. For people.
    pub problem: String,
    /// What to do about it.
    pub help: String,
    /// What was read there before, which counts until something else is.
    pub kept: Option<Arc<[u8]>>,
}

impl Companion {
    /// What a file says, also where it could be read before and not now.
    pub fn bytes(&self) -> Option<&Arc<[u8]>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Unread(unread) => unread.kept.as_ref(),
            Self::Listing(_) | Self::Absent | Self::Refused(_) | Self::Unasked => None,
        }
    }
}

/// Which descriptor is read, and what surrounds it.
#[derive(Clone, Copy, Debug)]
pub struct DescriptorFile<'a> {
    /// The descriptor's path within its location, `/`-separated. It names the file in diagnostics and hints at the
    /// format. Of a descriptor of the web it is the address.
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
        if is_address(self.path) {
            return None;
        }
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = if self.repository.is_empty() { folder } else { self.repository };
        folder.rsplit('/').next().filter(|name| !name.is_empty())
    }
}
