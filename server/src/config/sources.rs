//! `[sources.NAME]` in `sextant.toml`: how sources stand to each other, and what they may describe.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use catalog_schema::fields::{is_kind, is_namespace};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::file::read;
use super::{ConfigError, Origin};
use crate::sources::kinds::RemoteSettings;
use crate::store::{DEFAULT_PRIORITY, SourceSettings};

/// One such table. All keys may be left out.
#[derive(Debug, Default)]
pub(super) struct SourceTable {
    priority: Option<i64>,
    overlay: Option<bool>,
    kinds: Option<Vec<String>>,
    namespaces: Option<Vec<String>>,
    source_type: Option<String>,
    /// What only sources of some types take.
    more: Map<String, Value>,
}

/// The keys of every source.
const KEYS: [&str; 5] = ["priority", "overlay", "kinds", "namespaces", "type"];

/// The type of a source that is pushed to, and comes about by the first push.
const PUSH: &str = "push";

/// A key that a table may have.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        if KEYS.iter().chain(RemoteSettings::KEYS).any(|known| *known == key) {
            return Ok(Self(key));
        }
        Err(D::Error::custom(format!("unknown field `{key}`, expected one of {}", KEYS.join(", "))))
    }
}

impl<'de> Deserialize<'de> for SourceTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = SourceTable;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table that says something of a source")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SourceTable, A::Error> {
                let mut table = SourceTable::default();
                while let Some(Key(key)) = map.next_key()? {
                    match key.as_str() {
                        "priority" => table.priority = map.next_value()?,
                        "overlay" => table.overlay = map.next_value()?,
                        "kinds" => table.kinds = map.next_value()?,
                        "namespaces" => table.namespaces = map.next_value()?,
                        "type" => table.source_type = map.next_value()?,
                        _ => {
                            let value = map.next_value()?;
                            table.more.insert(key, value);
                        }
                    }
                }
                Ok(table)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

impl SourceTable {
    /// What it says that the source reads, where that is elsewhere.
    ///
    /// # Errors
    /// If there is no such type, or it takes no such keys.
    fn remote(&self, name: &str, path: &Path) -> Result<Option<RemoteSettings>, ConfigError> {
        let refused = |value: &str, reason: String| ConfigError::Value {
            name: "sources",
            value: value.to_owned(),
            origin: Origin::File(path.to_owned()),
            reason: format!("[sources.{name}]: {reason}"),
        };
        match self.source_type.as_deref() {
            None | Some(PUSH) => match self.more.keys().find(|key| *key != "branch") {
                Some(key) => {
                    let types = RemoteSettings::TYPES.join(", ");
                    Err(refused(key, format!("`{key}` is said of a source whose `type` is one of {types}")))
                }
                None => Ok(None),
            },
            Some(source_type) if RemoteSettings::TYPES.contains(&source_type) => {
                RemoteSettings::of(source_type, self.more.clone()).map(Some).map_err(|why| refused(source_type, why))
            }
            Some(other) => {
                let types = RemoteSettings::TYPES.join(", ");
                Err(refused(other, format!("there is no such type; there are {PUSH}, {types}")))
            }
        }
    }

    /// The table with what goes without saying.
    ///
    /// # Errors
    /// If something in it is no kind, no namespace or no branch.
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
            branch: match (self.source_type.as_deref(), self.more.get("branch")) {
                (None | Some(PUSH), Some(branch)) => {
                    let wrong = || ConfigError::Value {
                        name: "branch",
                        value: branch.to_string(),
                        origin: Origin::File(path.to_owned()),
                        reason: "it is the name of a branch".to_owned(),
                    };
                    Some(branch.as_str().ok_or_else(wrong)?.to_owned()).filter(|branch| !branch.is_empty())
                }
                _ => None,
            },
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
    /// Those that are elsewhere.
    pub(super) remotes: BTreeMap<String, RemoteSettings>,
}

pub(super) fn of_tables(tables: BTreeMap<String, SourceTable>, path: &Path) -> Result<Sources, ConfigError> {
    let mut remotes = BTreeMap::new();
    for (name, table) in &tables {
        remotes.extend(table.remote(name, path)?.map(|remote| (name.clone(), remote)));
    }
    let is_pushed = |(_, table): &(&String, &SourceTable)| table.source_type.as_deref() == Some(PUSH);
    let pushed = tables.iter().filter(is_pushed).map(|(name, _)| name.clone()).collect();
    let settings = tables.into_iter().map(|(name, table)| Ok((name, table.settings(path)?)));
    Ok(Sources { settings: settings.collect::<Result<_, ConfigError>>()?, pushed, remotes })
}
