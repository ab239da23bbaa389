//! The whole catalog as one stream that both engines write and read: for backups, and for moving to another database.
//! The format is described in docs/operations/backup.md.

mod error;
mod export;
mod import;
mod line;

pub use error::ArchiveError;
pub use export::{Exported, export};
pub use import::{Epoch, Imported, import};
