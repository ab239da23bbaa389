//! Projects of a GitLab: which there are, what stands in them, and what GitLab tells as it happens.

mod client;
mod discovery;
mod people;
mod reading;
mod remote;
mod settings;
pub mod webhook;

pub use client::{Budget, Client, Endpoints, ForeignAddress, GitlabError, Spent, Token};
pub use discovery::{Discovered, Project, discover, named};
pub use people::people;
pub use reading::{contents, listing};
pub use remote::GitlabRemote;
pub use settings::{GitlabSettings, SettingsError};
