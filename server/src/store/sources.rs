//! What is configured of sources.

use std::collections::{BTreeSet, HashMap};

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use super::claims::parse_ref;
use super::db::on_engine;
use super::{StoreError, Tx};

/// The priority of a source of which nothing else is said.
pub const DEFAULT_PRIORITY: i64 = 100;

/// What a source may do, and how it stands to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceSettings {
    /// Of two sources that describe an entity, the one with the higher priority is shown.
    #[serde(skip)]
    pub priority: i64,
    /// It adds to what others describe, and is never shown in their place.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub overlay: bool,
    /// The kinds that it may describe, in lower case; all where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<BTreeSet<String>>,
    /// The namespaces in which it may describe something, in lower case; all where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<BTreeSet<String>>,
    /// The branch that is taken of what is pushed; of each location the one that was pushed first where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
}

impl Default for SourceSettings {
    fn default() -> Self {
        Self { priority: DEFAULT_PRIORITY, overlay: false, kinds: None, namespaces: None, branch: None }
    }
}

impl SourceSettings {
    /// Whether the source may describe this.
    ///
    /// # Errors
    /// Why not, as the end of a sentence.
    pub fn allows(&self, entity_ref: &EntityRef) -> Result<(), String> {
        let lacks = |allowed: &Option<BTreeSet<String>>, what: &str| {
            allowed.as_ref().is_some_and(|allowed| !allowed.contains(what))
        };
        if lacks(&self.kinds, entity_ref.kind()) {
            return Err(format!("may not describe anything of kind {}", entity_ref.kind()));
        }
        if lacks(&self.namespaces, entity_ref.namespace()) {
            return Err(format!("may not describe anything in the namespace {}", entity_ref.namespace()));
        }
        Ok(())
    }

    /// What it may describe, as text that differs where that does; empty where it may describe everything.
    pub fn policy(&self) -> String {
        let part = |name: &str, allowed: &Option<BTreeSet<String>>| match allowed {
            Some(allowed) => format!("{name}={}\n", allowed.iter().cloned().collect::<Vec<_>>().join(",")),
            None => String::new(),
        };
        part("kinds", &self.kinds) + &part("namespaces", &self.namespaces)
    }
}

/// A location's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationSource {
    /// The source's name.
    pub name: String,
    /// What is configured of it.
    pub settings: SourceSettings,
}

fn config(settings: &SourceSettings) -> Result<String, StoreError> {
    serde_json::to_string(settings)
        .map_err(|error| StoreError::Corrupt { what: "source configuration", detail: error.to_string() })
}

/// A source as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its type, such as `directory`.
    pub source_type: String,
    /// What is configured of it.
    pub settings: SourceSettings,
}

pub(super) fn settings(priority: i64, config: &str) -> Result<SourceSettings, StoreError> {
    let settings: SourceSettings = serde_json::from_str(config)
        .map_err(|error| StoreError::Corrupt { what: "source configuration", detail: error.to_string() })?;
    Ok(SourceSettings { priority, ..settings })
}

impl Tx {
    /// The source of this name, if there is one.
    ///
    /// # Errors
    /// If the database fails or holds a configuration that cannot be read.
    pub async fn source(&mut self, name: &str) -> Result<Option<SourceRow>, StoreError> {
        let row: Option<(String, i64, String)> = on_engine!(self, connection => {
            sqlx::query_as("select source_type, priority, config from sources where name = $1")
                .bind(name)
                .fetch_optional(connection)
                .await?
        });
        let source = |(source_type, priority, config): (String, i64, String)| {
            Ok(SourceRow { source_type, settings: settings(priority, &config)? })
        };
        row.map(source).transpose()
    }

    /// Adds a source, unless there is one of this name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_source(
        &mut self,
        name: &str,
        source_type: &str,
        settings: &SourceSettings,
        now: i64,
    ) -> Result<(), StoreError> {
        let config = config(settings)?;
        on_engine!(self, connection => {
            sqlx::query(
                "insert into sources (name, source_type, config, priority, created_at) values ($1, $2, $3, $4, $5)
                 on conflict do nothing",
            )
            .bind(name)
            .bind(source_type)
            .bind(config)
            .bind(settings.priority)
            .bind(now)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// The source of every location, by the location's id.
    ///
    /// # Errors
    /// If the database fails or holds a configuration that cannot be read.
    pub async fn location_sources(&mut self) -> Result<HashMap<String, LocationSource>, StoreError> {
        let rows: Vec<(String, String, i64, String)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select l.id, s.name, s.priority, s.config from locations l join sources s on s.name = l.source",
            )
            .fetch_all(connection)
            .await?
        });
        let source = |(id, name, priority, config): (String, String, i64, String)| {
            Ok((id, LocationSource { name, settings: settings(priority, &config)? }))
        };
        rows.into_iter().map(source).collect()
    }

    /// What is configured of the source that a location belongs to.
    ///
    /// # Errors
    /// If there is no such location, or the database fails.
    pub async fn settings_of_location(&mut self, location: &str) -> Result<SourceSettings, StoreError> {
        let (priority, config): (i64, String) = on_engine!(self, connection => {
            sqlx::query_as(
                "select s.priority, s.config from locations l join sources s on s.name = l.source where l.id = $1",
            )
            .bind(location)
            .fetch_one(connection)
            .await?
        });
        settings(priority, &config)
    }

    /// Writes what is configured of a source that is there.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn configure_source(&mut self, name: &str, settings: &SourceSettings) -> Result<(), StoreError> {
        let config = config(settings)?;
        on_engine!(self, connection => {
            sqlx::query("update sources set priority = $2, config = $3 where name = $1")
                .bind(name)
                .bind(settings.priority)
                .bind(config)
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// The references that a source claims.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn refs_of_source(&mut self, name: &str) -> Result<BTreeSet<EntityRef>, StoreError> {
        let refs: Vec<String> = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select distinct c.ref from claims c join locations l on l.id = c.location where l.source = $1",
            )
            .bind(name)
            .fetch_all(connection)
            .await?
        });
        refs.iter().map(|text| parse_ref(text)).collect()
    }
}
