//! The database: the only truth. One SQL text for both engines; what differs between them is in `db.rs`.

mod bulk;
mod changes;
mod claims;
mod companions;
mod contents;
mod db;
mod diagnostics;
mod entities;
mod feed;
mod files;
mod head;
mod history;
mod holds;
mod locations;
mod retention;
mod scores;
mod settings;
mod sources;
mod texts;

pub use bulk::BATCH;
pub use changes::{ChangeRow, Operation};
pub use claims::{Claim, ClaimKey, PlacedClaim};
pub use contents::content_hash;
pub use db::{Store, StoreError, Tx};
pub use diagnostics::{DERIVED_POSITION, DiagnosticKey, DiagnosticPage, DiagnosticRow, FileDiagnostics};
pub use entities::{CurrentVersion, EntityRow, Tombstone, VersionRow};
pub use feed::LoggedChange;
pub use files::FileRow;
pub use head::Head;
pub use history::{HistoryExtent, PastVersion};
pub use holds::{Decision, HoldRow};
pub use locations::{LocationRow, SyncReport};
pub use scores::ScoreRow;
pub use sources::{DEFAULT_PRIORITY, LocationSource, SourceSettings};
pub use texts::text_hash;
