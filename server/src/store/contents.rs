//! Decoded entities, content-addressed.

use std::collections::{BTreeMap, HashMap};

use catalog_schema::model::Entity;

use super::bulk::{bulk_insert, bulk_select};
use super::db::on_engine;
use super::{StoreError, Tx};
use crate::clock::now_ms;

/// The name of a content: the hex BLAKE3 hash of its JSON.
pub fn content_hash(json: &str) -> String {
    blake3::hash(json.as_bytes()).to_hex().to_string()
}

impl Tx {
    /// Keeps entity JSON under its [`content_hash`]; one that is there already stays, and is noted as staged
    /// now, to the hour: what nothing needs yet is not collected while it is new.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_contents(&mut self, contents: &[(String, String)]) -> Result<(), StoreError> {
        let now = now_ms();
        // Each once, and all writers in one order: a statement may not meet a row twice, nor two each other halfway.
        let rows: BTreeMap<&String, &String> = contents.iter().map(|(hash, json)| (hash, json)).collect();
        let rows: Vec<(&String, &String)> = rows.into_iter().collect();
        bulk_insert!(
            self,
            "insert into contents (hash, entity, staged_at)",
            rows,
            |tuple, row| {
                tuple.push_bind(row.0.clone()).push_bind(row.1.clone()).push_bind(now);
            },
            "on conflict (hash) do update set staged_at = excluded.staged_at
             where contents.staged_at < excluded.staged_at - 3600000"
        );
        Ok(())
    }

    /// The entities of these hashes, as far as they are kept, by hash.
    ///
    /// # Errors
    /// If the database fails or holds JSON that is no entity.
    pub async fn contents(&mut self, hashes: &[String]) -> Result<HashMap<String, Entity>, StoreError> {
        let rows = bulk_select!(self, (String, String), "select hash, entity from contents where hash", hashes, "");
        rows.into_iter().map(|(hash, json)| Ok((hash, parse_entity(&json)?))).collect()
    }

    /// The entity of this version, whole.
    ///
    /// # Errors
    /// If the database fails or holds JSON that is no entity.
    pub async fn entity_content(&mut self, uid: &str, revision: u64) -> Result<Option<Entity>, StoreError> {
        let json: Option<String> = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select contents.entity from versions join contents on contents.hash = versions.content
                 where versions.uid = $1 and versions.revision = $2",
            )
            .bind(uid)
            .bind(super::head::signed(revision))
            .fetch_optional(connection)
            .await?
        });
        json.map(|json| parse_entity(&json)).transpose()
    }
}

/// An entity of the JSON that is kept of it.
pub(crate) fn parse_entity(json: &str) -> Result<Entity, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt { what: "entity", detail: error.to_string() })
}
