//! One file a check. Each looks at one thing and says what it found.

pub(super) mod clock;
pub(super) mod configuration;
pub(super) mod consistency;
pub(super) mod database;
pub(super) mod disk;
pub(super) mod file;
mod file_system;
pub(super) mod index;
pub(super) mod schema;
pub(super) mod server;
pub(super) mod sources;
