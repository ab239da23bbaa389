//! What a repository's files say of how it is kept, told by their paths alone: which of the files that people and programs
//! look for are there, what builds it, in which languages it is written.
//!
//! Pure: whoever sees a repository (a directory, git, a forge's API) lists its files and asks here, so that the same tree
//! comes to the same facts wherever it was seen.

mod ci;
mod facts;
mod known;
mod languages;
mod licence;
mod tests_of;

pub use facts::{RepositoryFacts, RepositoryFile};
