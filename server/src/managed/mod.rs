//! Entities that people keep in the portal itself, in place of a file in a repository.
//!
//! They are claims like any other, of two sources that every catalog may have: [`SOURCE`], whose documents are entities of
//! their own, and [`OVERLAY`], whose documents add fields to what files describe.

mod bulk;
mod document;
mod draft;
mod fill;
mod patch;
mod problems;
mod service;
mod table;
mod write;
mod written;

pub(crate) use draft::{to_text, wrong_fields};
pub(crate) use patch::patch;
pub use service::{Edit, Expected, Managed, Standing};

pub use table::{LARGEST as TABLE, TableOptions};

/// The source of entities that are kept in the portal.
pub const SOURCE: &str = "managed";
/// The source of fields that are added in the portal to what files describe.
pub const OVERLAY: &str = "managed-overlay";
/// Both: they come about by the first write, and may be configured before.
pub const SOURCES: [&str; 2] = [SOURCE, OVERLAY];
/// The type of both in the store.
const SOURCE_TYPE: &str = "managed";
/// The address of the one location that each has.
const ADDRESS: &str = "portal";
