//! Repositories of a GitHub: which there are, what stands in them, and what GitHub tells as it happens.

mod client;
mod discovery;
mod people;
mod reading;
mod remote;
mod settings;
pub mod webhook;

pub use client::{AppKey, Budget, Client, Credentials, Endpoints, ForeignAddress, GithubError, Installation, Spent};
pub use discovery::{Discovered, discover, look_up};
pub use people::people;
pub use reading::{Entry, EntryKind, RepositoryListing, blobs, tree};
pub use remote::GithubRemote;
pub use settings::{GithubSettings, Scope, SettingsError, Signer};
