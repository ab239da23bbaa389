//! Sources that are elsewhere: repositories of a forge, of git, or files behind addresses. What they have in common is here:
//! which repositories there are becomes locations, each of which is read by itself, at its own commit, and noted with how far
//! it was read. The kinds stand beside this folder, and each is a [`Remote`].

mod addresses;
mod error;
mod facts;
mod listing;
mod place;
mod progress;
mod read;
mod repository;
mod schedule;
mod surroundings;
mod sync;
mod tree;

pub use error::RemoteError;
pub use listing::{Entry, EntryKind, Listing};
pub use progress::Progress;
pub use repository::{Discovery, Known, Repository};
pub use schedule::RemoteSource;
pub use sync::Synced;
pub use tree::{Commit, Contents, Reading, Remote, Tree};
