//! `sextant.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::ConfigError;
use super::addresses::AddressFile;
use super::retention::RetentionFile;
use super::sources::SourceTable;

/// The name that is looked for in the working directory when no file is named.
pub(super) const DEFAULT_NAME: &str = "sextant.toml";

/// The keys of the configuration file. All may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    pub(super) listen: Option<String>,
    pub(super) data_dir: Option<PathBuf>,
    pub(super) database_url: Option<String>,
    pub(super) catalog: Option<Vec<PathBuf>>,
    pub(super) allow_unguarded_read: Option<bool>,
    pub(super) guard_read: Option<bool>,
    pub(super) format_precedence: Option<Vec<String>>,
    pub(super) follow_sources: Option<bool>,
    pub(super) max_wait: Option<u64>,
    pub(super) max_lag: Option<u64>,
    pub(super) max_streams: Option<u32>,
    pub(super) retention: RetentionFile,
    #[serde(default)]
    pub(super) addresses: AddressFile,
    pub(super) directories: DirectoriesFile,
    pub(super) port: Option<Port>,
    #[serde(default)]
    pub(super) sources: BTreeMap<String, SourceTable>,
}

/// `[directories]`: which may be added while the portal runs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct DirectoriesFile {
    pub(super) allowed: Option<Vec<PathBuf>>,
}

/// How Port's descriptors are read.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Port {
    /// What blueprints stand for: `Kind` or `Kind/type`, by identifier.
    #[serde(default)]
    pub(super) blueprints: BTreeMap<String, String>,
}

/// Reads the named file, or the default one if it is there.
pub(super) fn read(named: Option<&Path>) -> Result<Option<(PathBuf, File)>, ConfigError> {
    let path = named.unwrap_or(Path::new(DEFAULT_NAME)).to_owned();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(ConfigError::Read { path, source }),
    };
    match toml::from_str(&text) {
        Ok(file) => Ok(Some((path, file))),
        Err(source) => Err(ConfigError::Parse { path, source: Box::new(source) }),
    }
}
