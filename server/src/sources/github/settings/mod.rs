//! What `[sources.NAME]` says of a GitHub source.

mod selection;
mod table;

pub use selection::{Chosen, Selection};
pub use table::{GithubSettings, Scope, SettingsError, Signer};
