//! Sources and their locations, and how their syncs went.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::sources::settings;
use super::{LocationAudit, SourceSettings, StoreError, Tx};

/// A location with what `/sources` shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationRow {
    /// Its id.
    pub id: String,
    /// Its source's name.
    pub source: String,
    /// Its source's type, such as `directory`.
    pub source_type: String,
    /// What is configured of its source.
    pub settings: SourceSettings,
    /// Where it is, such as a directory's path.
    pub address: String,
    /// `pending`, `ok` or `failed`.
    pub state: String,
    /// Why the last sync failed.
    pub error: Option<String>,
    /// When the last sync ended, milliseconds since the Unix epoch.
    pub last_sync: Option<i64>,
    /// How long it took, milliseconds.
    pub duration_ms: Option<i64>,
    /// The revision of its last change.
    pub revision: u64,
    /// Descriptor files.
    pub files: u64,
    /// Claims.
    pub claims: u64,
    /// Claims kept from a last good version.
    pub stale: u64,
    /// Entities whose winning claim is here.
    pub entities: u64,
    /// Problems of severity error.
    pub errors: u64,
    /// Problems of severity warning.
    pub warnings: u64,
}

/// How a sync went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// When it ended, milliseconds since the Unix epoch.
    pub ended_at: i64,
    /// How long it took, milliseconds.
    pub duration_ms: i64,
    /// Entities that came.
    pub created: u64,
    /// Entities that changed.
    pub updated: u64,
    /// Entities that went.
    pub deleted: u64,
    /// Entities with another name.
    pub renamed: u64,
    /// Entities whose deletion is held back.
    pub held: u64,
    /// Why it failed; none if it did not.
    pub error: Option<String>,
    /// The revision that it made; none where nothing changed.
    pub revision: Option<u64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    source: String,
    source_type: String,
    priority: i64,
    config: String,
    address: String,
    state: String,
    error: Option<String>,
    last_sync: Option<i64>,
    duration_ms: Option<i64>,
    revision: i64,
    files: i64,
    claims: i64,
    stale: i64,
    entities: i64,
    errors: i64,
    warnings: i64,
}

impl Row {
    fn into_location(self) -> Result<LocationRow, StoreError> {
        Ok(LocationRow {
            settings: settings(self.priority, &self.config)?,
            id: self.id,
            source: self.source,
            source_type: self.source_type,
            address: self.address,
            state: self.state,
            error: self.error,
            last_sync: self.last_sync,
            duration_ms: self.duration_ms,
            revision: unsigned(self.revision),
            files: unsigned(self.files),
            claims: unsigned(self.claims),
            stale: unsigned(self.stale),
            entities: unsigned(self.entities),
            errors: unsigned(self.errors),
            warnings: unsigned(self.warnings),
        })
    }
}

impl Tx {
    /// Makes sure that a source of this name and its location at `address` are there, and says in the audit log who made
    /// it; answers the location's id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ensure_location(
        &mut self,
        (source, source_type): (&str, &str),
        address: &str,
        actor: Option<&str>,
        now: i64,
    ) -> Result<String, StoreError> {
        self.add_source(source, source_type, &SourceSettings::default(), now).await?;
        let id = uuid::Uuid::now_v7().to_string();
        let (id, is_new): (String, bool) = on_engine!(self, connection => {
            let made = sqlx::query(
                "insert into locations (id, source, address, state, revision) values ($1, $2, $3, 'pending', 0)
                 on conflict do nothing",
            )
            .bind(id)
            .bind(source)
            .bind(address)
            .execute(&mut *connection)
            .await?;
            let id = sqlx::query_scalar("select id from locations where source = $1 and address = $2")
                .bind(source)
                .bind(address)
                .fetch_one(connection)
                .await?;
            (id, made.rows_affected() > 0)
        });
        if is_new {
            let detail = serde_json::json!({ "type": source_type, "address": address });
            self.audit_location(&LocationAudit { location: &id, actor, action: "register", detail, revision: None })
                .await?;
        }
        Ok(id)
    }

    /// The ids and addresses of a source's locations, by address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn addresses_of(&mut self, source: &str) -> Result<Vec<(String, String)>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as("select id, address from locations where source = $1 order by address")
                .bind(source)
                .fetch_all(connection)
                .await?
        }))
    }

    /// All locations by source and address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn locations(&mut self) -> Result<Vec<LocationRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select l.id, l.source, s.source_type, s.priority, s.config, l.address, l.state, l.error, l.last_sync,
                    l.duration_ms, l.revision,
                    (select count(*) from files f where f.location = l.id and f.descriptor = 1) as files,
                    (select count(*) from claims c where c.location = l.id) as claims,
                    (select count(*) from claims c where c.location = l.id and c.stale = 1) as stale,
                    (select count(*) from entities e where e.location = l.id) as entities,
                    (select count(*) from diagnostics d where d.location = l.id and d.severity = 'error') as errors,
                    (select count(*) from diagnostics d where d.location = l.id and d.severity = 'warning') as warnings
                 from locations l join sources s on s.name = l.source
                 order by l.source, l.address",
            )
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(Row::into_location).collect()
    }

    /// The same with nothing counted: counting goes through all files, claims and entities.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn locations_uncounted(&mut self) -> Result<Vec<LocationRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select l.id, l.source, s.source_type, s.priority, s.config, l.address, l.state, l.error, l.last_sync,
                    l.duration_ms, l.revision, cast(0 as bigint) as files, cast(0 as bigint) as claims,
                    cast(0 as bigint) as stale, cast(0 as bigint) as entities, cast(0 as bigint) as errors,
                    cast(0 as bigint) as warnings
                 from locations l join sources s on s.name = l.source
                 order by l.source, l.address",
            )
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(Row::into_location).collect()
    }

    /// Records how a sync of a location went.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn report_sync(&mut self, location: &str, report: &SyncReport) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update locations set state = $2, error = $3, last_sync = $4, duration_ms = $5 where id = $1")
                .bind(location)
                .bind(if report.error.is_some() { "failed" } else { "ok" })
                .bind(report.error.as_deref())
                .bind(report.ended_at)
                .bind(report.duration_ms)
                .execute(connection)
                .await?;
        });
        self.note_run(location, report).await
    }

    /// The revision of a location's last change, 0 before the first one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn location_revision(&mut self, location: &str) -> Result<u64, StoreError> {
        let revision: i64 = on_engine!(self, connection => {
            sqlx::query_scalar("select revision from locations where id = $1")
                .bind(location)
                .fetch_one(connection)
                .await?
        });
        Ok(unsigned(revision))
    }

    /// Whether a sync of the location ever ended, well or not.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn was_synced(&mut self, location: &str) -> Result<bool, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select last_sync is not null from locations where id = $1")
                .bind(location)
                .fetch_one(connection)
                .await?
        }))
    }

    /// Marks a location as changed in this revision.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn touch_location(&mut self, location: &str, revision: u64) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update locations set revision = $2 where id = $1")
                .bind(location)
                .bind(signed(revision))
                .execute(connection)
                .await?;
        });
        Ok(())
    }
}
