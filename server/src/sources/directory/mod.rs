//! A directory, or one file, on this machine: read once, then watched.

mod addresses;
mod diagnostics;
mod exclusive;
mod followers;
mod names;
mod read;
mod repositories;
mod seen;
mod source;
mod stamps;
mod surroundings;
mod sync;
mod walk;
mod watch;
mod wish;

pub use exclusive::follow_exclusively;
pub use followers::Followers;
pub use names::{DirectoryNames, NamedDirectory, Naming, SOURCE_TYPE};
pub use read::read;
pub use seen::Seen;
pub use source::{DirectorySource, Followed, SourceError};
pub use surroundings::DirectoryFiles;
pub use walk::{Found, FoundFile, Listing, is_candidate, list, list_in_shares, walk};

pub(crate) use diagnostics::{symlink_loop, symlink_outside, too_large, unreadable};
pub(crate) use walk::is_skipped_name;
