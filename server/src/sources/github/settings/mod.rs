//! What `[sources.NAME]` says of a GitHub source.

mod table;

pub use table::{GithubSettings, Scope, SettingsError, Signer};
