//! Sources as somebody manages them: by the API, by pages and by the command line, all through [`Registry`].

mod add;
mod change;
mod decide;
mod error;
mod read;
mod remote;
mod remove;
mod service;

pub use change::SourceChanges;
pub use error::RegistryError;
pub use service::Registry;
