//! Files of the web that descriptors name by their addresses: asked for by the guarded client, kept as they were last read,
//! and asked for again by the schedule of the source whose descriptors name them.

mod ask;
mod book;
mod settings;
mod shared;
mod through;
mod watch;
mod web;

pub(crate) use ask::{Outcome, parsed, read};
pub(crate) use book::Book;
pub use settings::AddressSettings;
pub use shared::{Addresses, SourceAddresses};
pub(crate) use shared::{PATIENCE, limit};
pub use through::{Through, Untold};
pub use watch::{AddressWatch, News};
pub use web::{WebFile, web_file};
