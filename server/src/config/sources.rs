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
    branch: Option<String>,
    #[serde(rename = "type")]
    source_type: Option<SourceType>,
}

/// What a table may say that its source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SourceType {
    /// It is pushed to, and comes about by the first push.
    Push,
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
            branch: self.branch.filter(|branch| !branch.is_empty()),
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
    Ok(of_tables(file.sources, &path)?.settings)
}

/// What the tables say.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// By name.
    pub(super) settings: BTreeMap<String, SourceSettings>,
    /// Those that are pushed to.
    pub(super) pushed: BTreeSet<String>,
}

pub(super) fn of_tables(tables: BTreeMap<String, SourceTable>, path: &Path) -> Result<Sources, ConfigError> {
    let is_pushed = |(_, table): &(&String, &SourceTable)| table.source_type == Some(SourceType::Push);
    let pushed = tables.iter().filter(is_pushed).map(|(name, _)| name.clone()).collect();
    let settings = tables.into_iter().map(|(name, table)| Ok((name, table.settings(path)?)));
    Ok(Sources { settings: settings.collect::<Result<_, ConfigError>>()?, pushed })
}
