//! Why a configuration cannot be used.

use std::path::PathBuf;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration file {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, or has a key or value that does not belong there.
    #[error("in the configuration file {path}: {source}")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A value cannot be used.
    #[error("{name} = {value:?} ({origin}) cannot be used: {reason}")]
    Value {
        /// The setting.
        name: &'static str,
        /// The value as given.
        value: String,
        /// Where it was given.
        origin: super::Origin,
        /// Why not.
        reason: String,
    },
}
