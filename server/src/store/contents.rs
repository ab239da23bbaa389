//! Decoded entities, content-addressed.

use std::collections::{BTreeMap, HashMap};

use catalog_schema::model::Entity;
use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use super::bulk::{bulk_insert, bulk_select};
use super::db::on_engine;
use super::{StoreError, Tx};
use crate::clock::now_ms;

/// The JSON of an entity as the database has it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Kept {
    /// Plain, as earlier releases wrote it; else empty.
    pub(super) entity: String,
    /// Compressed.
    pub(super) packed: Option<Vec<u8>>,
}

impl Kept {
    /// The JSON.
    pub(super) fn json(self) -> Result<String, StoreError> {
        let corrupt = |detail: String| StoreError::Corrupt { what: "entity", detail };
        let Some(packed) = self.packed else { return Ok(self.entity) };
        let json = decompress_size_prepended(&packed).map_err(|error| corrupt(error.to_string()))?;
        String::from_utf8(json).map_err(|error| corrupt(error.to_string()))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    hash: String,
    #[sqlx(flatten)]
    kept: Kept,
}

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
            "insert into contents (hash, entity, packed, staged_at)",
            rows,
            |tuple, row| {
                let packed = compress_prepend_size(row.1.as_bytes());
                tuple.push_bind(row.0.clone()).push_bind("").push_bind(packed).push_bind(now);
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
        let rows = bulk_select!(self, Row, "select hash, entity, packed from contents where hash", hashes, "");
        rows.into_iter().map(|Row { hash, kept }| Ok((hash, parse_entity(&kept.json()?)?))).collect()
    }

    /// The entity of this version, whole.
    ///
    /// # Errors
    /// If the database fails or holds JSON that is no entity.
    pub async fn entity_content(&mut self, uid: &str, revision: u64) -> Result<Option<Entity>, StoreError> {
        let kept: Option<Kept> = on_engine!(self, connection => {
            sqlx::query_as(
                "select contents.entity, contents.packed from versions join contents on contents.hash = versions.content
                 where versions.uid = $1 and versions.revision = $2",
            )
            .bind(uid)
            .bind(super::head::signed(revision))
            .fetch_optional(connection)
            .await?
        });
        kept.map(|kept| parse_entity(&kept.json()?)).transpose()
    }
}

/// An entity of the JSON that is kept of it.
pub(crate) fn parse_entity(json: &str) -> Result<Entity, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Corrupt { what: "entity", detail: error.to_string() })
}
