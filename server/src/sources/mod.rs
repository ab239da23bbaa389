//! Where descriptors come from. Each kind of source is a folder that turns what it finds into ingestion sessions.

pub mod directory;
pub mod git_history;
pub mod github;
pub mod push;
pub mod registry;
