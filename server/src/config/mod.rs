//! What the server is told at start: flags over environment over file over defaults, each value with its origin.

mod addresses;
mod blueprints;
mod error;
mod file;
mod origin;
mod retention;
mod settings;
mod show;
mod sources;

pub use addresses::{AddressRules, addresses};
pub use blueprints::blueprints;
pub use error::ConfigError;
pub use origin::{Origin, Setting};
pub use retention::RetentionSettings;
pub use settings::{Flags, Settings};
pub use show::show;
pub use sources::configured_sources;
