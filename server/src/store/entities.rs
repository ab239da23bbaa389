//! What exists now, and every version of it.

use std::collections::HashMap;

use catalog_schema::model::{Entity, EntityRef};

use super::bulk::{bulk_delete, bulk_insert, bulk_select};
use super::claims::parse_ref;
use super::contents::Kept;
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::undescribed::parse_without_descriptor;
use super::{ClaimKey, StoreError, Tx};

/// An entity that exists: its identity and current version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// Immutable identity.
    pub uid: String,
    /// What it is called now.
    pub entity_ref: EntityRef,
    /// The revision of its current version.
    pub revision: u64,
    /// The claim that it shows.
    pub winner: ClaimKey,
    /// When the catalog first had it, milliseconds since the Unix epoch. Written once, with the first version.
    pub created_at: i64,
}

/// The identity of an entity that exists no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// Immutable identity.
    pub uid: String,
    /// When the catalog first had it, milliseconds since the Unix epoch.
    pub created_at: i64,
}

/// One version of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Immutable identity.
    pub uid: String,
    /// The revision that made the version.
    pub revision: u64,
    /// What it was called.
    pub entity_ref: EntityRef,
    /// The version is a tombstone; the other fields are of the last version before.
    pub deleted: bool,
    /// Hash of the decoded entity.
    pub content: String,
    /// Hash of the file's text.
    pub text: String,
    /// The winning claim's source.
    pub source: String,
    /// The winning claim's location.
    pub location: String,
    /// The winning claim's file.
    pub path: String,
    /// The file did not decode any more.
    pub stale: bool,
    /// Milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The commit that made the version, where it is known.
    pub commit_id: Option<String>,
    /// The commit's author as git has it, `Name <address>`.
    pub author: Option<String>,
}

/// A version as it is shown now.
#[derive(Clone, Debug)]
pub struct CurrentVersion {
    /// Immutable identity.
    pub uid: String,
    /// The revision that made the version.
    pub revision: u64,
    /// The winning claim's source.
    pub source: String,
    /// The winning claim's location.
    pub location: String,
    /// The winning claim's file.
    pub path: String,
    /// The file did not decode any more.
    pub stale: bool,
    /// Milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// The commit's author as git has it, `Name <address>`.
    pub author: Option<String>,
    /// When the catalog first had the entity, milliseconds since the Unix epoch.
    pub created_at: i64,
    /// What the winning claim says; without the descriptor where it comes from the store.
    pub entity: Entity,
}

#[derive(sqlx::FromRow)]
struct Row {
    uid: String,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    revision: i64,
    location: String,
    path: String,
    document: i64,
    created_at: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct Version {
    uid: String,
    revision: i64,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    deleted: i64,
    content: String,
    text: String,
    source: String,
    location: String,
    path: String,
    stale: i64,
    changed_at: i64,
    commit_id: Option<String>,
    author: Option<String>,
}

impl Version {
    fn into_row(self) -> Result<VersionRow, StoreError> {
        Ok(VersionRow {
            entity_ref: parse_ref(&self.entity_ref)?,
            uid: self.uid,
            revision: unsigned(self.revision),
            deleted: self.deleted != 0,
            content: self.content,
            text: self.text,
            source: self.source,
            location: self.location,
            path: self.path,
            stale: self.stale != 0,
            changed_at: self.changed_at,
            commit_id: self.commit_id,
            author: self.author,
        })
    }
}

/// A version as it is shown now, whose content is not decoded yet: that takes longer than to read it, and can be done
/// elsewhere.
#[derive(Debug)]
pub struct StoredVersion(StoredFields);

/// The columns in their order: of a whole catalog, to look each up by its name takes as long as to read it.
type StoredFields = (String, i64, String, String, String, i64, i64, Option<String>, i64, String, Option<Vec<u8>>);

impl StoredVersion {
    /// Immutable identity.
    pub fn uid(&self) -> &str {
        &self.0.0
    }

    /// With its content.
    ///
    /// # Errors
    /// If the database holds what this release cannot read.
    pub fn decode(self) -> Result<CurrentVersion, StoreError> {
        let (uid, revision, source, location, path, stale, changed_at, author, created_at, entity, packed) = self.0;
        let entity = parse_without_descriptor(&Kept { entity, packed }.json()?)?;
        let (revision, stale) = (unsigned(revision), stale != 0);
        Ok(CurrentVersion { uid, revision, source, location, path, stale, changed_at, author, created_at, entity })
    }
}

impl Tx {
    /// The entities of these references, as far as they exist, each with its current version.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn entities_by_ref(&mut self, refs: &[EntityRef]) -> Result<Vec<EntityRow>, StoreError> {
        let rows = bulk_select!(
            self,
            Row,
            "select uid, ref, revision, location, path, document, created_at from entities where ref",
            refs,
            ""
        );
        rows.into_iter()
            .map(|row| {
                Ok(EntityRow {
                    entity_ref: parse_ref(&row.entity_ref)?,
                    uid: row.uid,
                    revision: unsigned(row.revision),
                    winner: ClaimKey {
                        location: row.location,
                        path: row.path,
                        document: u32::try_from(row.document).unwrap_or(0),
                    },
                    created_at: row.created_at,
                })
            })
            .collect()
    }

    /// The current versions of these entities, as far as they exist, without their content.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn current_version_rows(&mut self, uids: &[String]) -> Result<Vec<VersionRow>, StoreError> {
        let rows = bulk_select!(
            self,
            Version,
            "select v.uid, v.revision, v.ref, v.deleted, v.content, v.text, v.source, v.location, v.path, v.stale,
                v.changed_at, v.commit_id, v.author
             from entities e join versions v on v.uid = e.uid and v.revision = e.revision where e.uid",
            uids,
            ""
        );
        rows.into_iter().map(Version::into_row).collect()
    }

    /// The current versions of these entities, as far as they exist, with their content.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn current_versions(&mut self, uids: &[String]) -> Result<Vec<CurrentVersion>, StoreError> {
        let rows = bulk_select!(
            self,
            StoredFields,
            "select v.uid, v.revision, v.source, v.location, v.path, v.stale, v.changed_at, v.author, e.created_at, c.entity,
                c.packed
             from entities e
             join versions v on v.uid = e.uid and v.revision = e.revision
             join contents c on c.hash = v.content
             where e.uid",
            uids,
            ""
        );
        rows.into_iter().map(|fields| StoredVersion(fields).decode()).collect()
    }

    /// A page of all current versions with their content, by uid, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn current_versions_after(&mut self, after: &str, limit: u32) -> Result<Vec<StoredVersion>, StoreError> {
        let rows: Vec<StoredFields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select v.uid, v.revision, v.source, v.location, v.path, v.stale, v.changed_at, v.author, e.created_at, c.entity,
                c.packed
                 from entities e
                 join versions v on v.uid = e.uid and v.revision = e.revision
                 join contents c on c.hash = v.content
                 where e.uid > $1 order by e.uid limit $2",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(StoredVersion).collect())
    }

    /// What these references named last, of what exists no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn tombstones(&mut self, refs: &[EntityRef]) -> Result<HashMap<EntityRef, Tombstone>, StoreError> {
        // Of several the latest comes last and is kept.
        let rows = bulk_select!(
            self,
            (String, String, i64),
            "select v.ref, v.uid, (select min(f.changed_at) from versions f where f.uid = v.uid) from versions v
             where v.deleted = 1 and v.revision = (select max(l.revision) from versions l where l.uid = v.uid) and v.ref",
            refs,
            "order by v.revision"
        );
        let tombstone = |(entity_ref, uid, created_at): (String, String, i64)| {
            Ok((parse_ref(&entity_ref)?, Tombstone { uid, created_at }))
        };
        rows.into_iter().map(tombstone).collect()
    }

    /// Writes what exists, each over the row of the same uid.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_entities(&mut self, entities: &[EntityRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into entities (uid, ref, revision, location, path, document, created_at)",
            entities,
            |tuple, row| {
                tuple
                    .push_bind(row.uid.clone())
                    .push_bind(row.entity_ref.to_string())
                    .push_bind(signed(row.revision))
                    .push_bind(row.winner.location.clone())
                    .push_bind(row.winner.path.clone())
                    .push_bind(i64::from(row.winner.document))
                    .push_bind(row.created_at);
            },
            "on conflict (uid) do update set ref = excluded.ref, revision = excluded.revision,
             location = excluded.location, path = excluded.path, document = excluded.document"
        );
        Ok(())
    }

    /// Removes what exists no more; its versions stay.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_entities(&mut self, uids: &[String]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from entities where (uid)", uids, |tuple, uid| {
            tuple.push_bind(uid.clone());
        });
        Ok(())
    }

    /// Adds versions.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn add_versions(&mut self, versions: &[VersionRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into versions
             (uid, revision, ref, deleted, content, text, source, location, path, stale, changed_at, commit_id, author)",
            versions,
            |tuple, row| {
                tuple
                    .push_bind(row.uid.clone())
                    .push_bind(signed(row.revision))
                    .push_bind(row.entity_ref.to_string())
                    .push_bind(i64::from(row.deleted))
                    .push_bind(row.content.clone())
                    .push_bind(row.text.clone())
                    .push_bind(row.source.clone())
                    .push_bind(row.location.clone())
                    .push_bind(row.path.clone())
                    .push_bind(i64::from(row.stale))
                    .push_bind(row.changed_at)
                    .push_bind(row.commit_id.clone())
                    .push_bind(row.author.clone());
            },
            ""
        );
        Ok(())
    }
}
