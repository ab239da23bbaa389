//! Versions that an entity had, with what they said.

use catalog_schema::model::{Entity, EntityRef};

use super::contents::{Kept, parse_entity};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// A version with its content.
#[derive(Clone, Debug)]
pub struct PastVersion {
    /// The revision that made it.
    pub revision: u64,
    /// What the entity was called.
    pub entity_ref: String,
    /// It is a tombstone; the content is of the version before.
    pub deleted: bool,
    /// The file did not decode any more.
    pub stale: bool,
    /// Hash of the content.
    pub content: String,
    /// The winning claim's source.
    pub source: String,
    /// The winning claim's file.
    pub path: String,
    /// Milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The commit that made it, where it is known.
    pub commit_id: Option<String>,
    /// The commit's author, `Name <address>`.
    pub author: Option<String>,
    /// What the winning claim said.
    pub entity: Entity,
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    deleted: i64,
    stale: i64,
    content: String,
    source: String,
    path: String,
    changed_at: i64,
    commit_id: Option<String>,
    author: Option<String>,
    #[sqlx(flatten)]
    kept: Kept,
}

/// How much there is of an entity's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryExtent {
    /// Versions that are kept.
    pub total: u64,
    /// The last version is a tombstone.
    pub deleted: bool,
    /// Older versions were dropped.
    pub shortened: bool,
}

impl Tx {
    /// The identity of the entity that was last called so, up to `revision`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn last_uid(&mut self, entity_ref: &EntityRef, revision: u64) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select uid from versions where ref = $1 and revision <= $2 order by revision desc limit 1",
            )
            .bind(entity_ref.as_str())
            .bind(signed(revision))
            .fetch_optional(connection)
            .await?
        }))
    }

    /// How much there is of an entity's history up to `revision`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn history_extent(&mut self, uid: &str, revision: u64) -> Result<HistoryExtent, StoreError> {
        let (total, deleted, shortened): (i64, i64, i64) = on_engine!(self, connection => {
            sqlx::query_as(
                "select count(*),
                    coalesce((select v.deleted from versions v where v.uid = $1 and v.revision <= $2
                              order by v.revision desc limit 1), 0),
                    (select count(*) from forgotten f where f.uid = $1)
                 from versions where uid = $1 and revision <= $2",
            )
            .bind(uid)
            .bind(signed(revision))
            .fetch_one(connection)
            .await?
        });
        Ok(HistoryExtent { total: unsigned(total), deleted: deleted != 0, shortened: shortened != 0 })
    }

    /// Versions of an entity before revision `before`, the newest first.
    ///
    /// # Errors
    /// If the database fails or holds JSON that is no entity.
    pub async fn versions_before(
        &mut self,
        uid: &str,
        before: u64,
        limit: u32,
    ) -> Result<Vec<PastVersion>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select v.revision, v.ref, v.deleted, v.stale, v.content, v.source, v.path, v.changed_at, v.commit_id,
                    v.author, c.entity, c.packed
                 from versions v join contents c on c.hash = v.content
                 where v.uid = $1 and v.revision < $2 order by v.revision desc limit $3",
            )
            .bind(uid)
            .bind(signed(before))
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        let version = |row: Row| {
            Ok(PastVersion {
                revision: unsigned(row.revision),
                entity_ref: row.entity_ref,
                deleted: row.deleted != 0,
                stale: row.stale != 0,
                content: row.content,
                source: row.source,
                path: row.path,
                changed_at: row.changed_at,
                commit_id: row.commit_id,
                author: row.author,
                entity: parse_entity(&row.kept.json()?)?,
            })
        };
        rows.into_iter().map(version).collect()
    }
}
