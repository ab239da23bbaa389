//! `[sources.NAME]` in `sextant.toml`: how sources stand to each other, and what they may describe.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalog_schema::fields::{is_kind, is_namespace};
use serde::Deserialize;

use super::file::read;
use super::{ConfigError, Origin};
use crate::store::{DEFAULT_PRIORITY, SourceSettings};

/// One such table. All keys may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTable {
    priority: Option<i64>,
    overlay: Option<bool>,
    kinds: Option<Vec<String>>,
    namespaces: Option<Vec<String>>,
}

impl SourceTable {
    /// The table with what goes without saying.
    ///
    /// # Errors
    /// If something in it is no kind or no namespace.
    pub(super) fn settings(self, path: &Path) -> Result<SourceSettings, ConfigError> {
        let all = |names: Option<Vec<String>>, name: &'static str, is_valid: fn(&str) -> bool, remedy: &str| {
            let check = |text: String| match is_valid(&text) {
                true => Ok(text.to_lowercase()),
                false => Err(ConfigError::Value {
                    name,
                    value: text,
                    origin: Origin::File(path.to_owned()),
                    reason: remedy.to_owned(),
                }),
            };
            names.map(|names| names.into_iter().map(check).collect::<Result<BTreeSet<_>, _>>()).transpose()
        };
        Ok(SourceSettings {
            priority: self.priority.unwrap_or(DEFAULT_PRIORITY),
            overlay: self.overlay.unwrap_or(false),
            kinds: all(self.kinds, "kinds", is_kind, "a kind is letters and digits, such as component")?,
            namespaces: all(self.namespaces, "namespaces", is_namespace, "a namespace is letters, digits and hyphens")?,
        })
    }
}

/// What the configuration file says of sources, by name. `environment` looks a variable up.
///
/// # Errors
/// If the file cannot be read, or says something that cannot be used.
pub fn configured_sources(
    environment: impl Fn(&str) -> Option<String>,
) -> Result<BTreeMap<String, SourceSettings>, ConfigError> {
    let named = environment("SEXTANT_CONFIG").map(PathBuf::from);
    let Some((path, file)) = read(named.as_deref())? else { return Ok(BTreeMap::new()) };
    of_tables(file.sources, &path)
}

pub(super) fn of_tables(
    tables: BTreeMap<String, SourceTable>,
    path: &Path,
) -> Result<BTreeMap<String, SourceSettings>, ConfigError> {
    tables.into_iter().map(|(name, table)| Ok((name, table.settings(path)?))).collect()
}
