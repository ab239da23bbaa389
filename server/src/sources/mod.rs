//! Where descriptors come from. Each kind of source is a folder that turns what it finds into ingestion sessions.

pub mod directory;
pub mod forge;
pub mod git;
pub mod git_history;
mod git_program;
pub mod github;
pub mod gitlab;
mod interval;
pub mod kinds;
pub(crate) mod paths;
pub mod push;
pub mod registry;
pub mod remote;
pub mod url;

pub use interval::{Interval, NoInterval};
