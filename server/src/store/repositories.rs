//! Locations that are repositories elsewhere: what is known of them, and up to where they have been read.

use super::db::on_engine;
use super::source_state::ROWS_OF_A_LOCATION;
use super::{BATCH, StoreError, Tx};

/// A repository, or another place elsewhere, that is a location.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct RepositoryRow {
    /// The location.
    pub location: String,
    /// Its id where it is.
    pub repository: String,
    /// What discovery said last, as JSON.
    pub facts: String,
    /// The branch that was read.
    pub branch: Option<String>,
    /// The commit that was read.
    pub commit_id: Option<String>,
    /// The `ETag` of what was read.
    pub etag: Option<String>,
    /// What the reading depended on beside the files; none before the first one.
    pub read_by: Option<String>,
    /// The ids of the descriptors' contents by path, as JSON.
    pub blobs: String,
}

impl Tx {
    /// The repositories of a source, by id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repositories_of(&mut self, source: &str) -> Result<Vec<RepositoryRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select r.location, r.repository, r.facts, r.branch, r.commit_id, r.etag, r.read_by, r.blobs
                 from repositories r join locations l on l.id = r.location where l.source = $1 order by r.repository",
            )
            .bind(source)
            .fetch_all(connection)
            .await?
        }))
    }

    /// One repository of a source by its id, with its location's address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_of(
        &mut self,
        source: &str,
        repository: &str,
    ) -> Result<Option<(RepositoryRow, String)>, StoreError> {
        let row: Option<RepositoryRow> = on_engine!(self, connection => {
            sqlx::query_as(
                "select r.location, r.repository, r.facts, r.branch, r.commit_id, r.etag, r.read_by, r.blobs
                 from repositories r join locations l on l.id = r.location where l.source = $1 and r.repository = $2",
            )
            .bind(source)
            .bind(repository)
            .fetch_optional(connection)
            .await?
        });
        let Some(row) = row else { return Ok(None) };
        let address = on_engine!(self, connection => {
            sqlx::query_scalar("select address from locations where id = $1")
                .bind(&row.location)
                .fetch_one(connection)
                .await?
        });
        Ok(Some((row, address)))
    }

    /// The id of the repository that a location is; none where it is none.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_in(&mut self, location: &str) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select repository from repositories where location = $1")
                .bind(location)
                .fetch_optional(connection)
                .await?
        }))
    }

    /// Records what is known of a repository, in place of what was.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_repository(&mut self, row: &RepositoryRow) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into repositories (location, repository, facts, branch, commit_id, etag, read_by, blobs)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)
                 on conflict (location) do update set repository = excluded.repository, facts = excluded.facts,
                    branch = excluded.branch, commit_id = excluded.commit_id, etag = excluded.etag,
                    read_by = excluded.read_by, blobs = excluded.blobs",
            )
            .bind(&row.location)
            .bind(&row.repository)
            .bind(&row.facts)
            .bind(row.branch.as_deref())
            .bind(row.commit_id.as_deref())
            .bind(row.etag.as_deref())
            .bind(row.read_by.as_deref())
            .bind(&row.blobs)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Gives a location another address. Another location of the source that has it, and is about to get a new one, goes by
    /// its id until then.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn move_location(&mut self, source: &str, location: &str, address: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update locations set address = id where source = $1 and address = $2 and id <> $3")
                .bind(source)
                .bind(address)
                .bind(location)
                .execute(&mut *connection)
                .await?;
            sqlx::query("update locations set address = $2 where id = $1")
                .bind(location)
                .bind(address)
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// Notes that locations were looked at and are as they were.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn note_unchanged(&mut self, locations: &[String], now: i64) -> Result<(), StoreError> {
        for batch in locations.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new("update locations set state = 'ok', error = null, last_sync = ");
                query.push_bind(now).push(" where id in (");
                let mut list = query.separated(", ");
                for location in batch {
                    list.push_bind(location.clone());
                }
                query.push(")");
                query.build().execute(connection).await?;
            });
        }
        Ok(())
    }

    /// Removes a location with all that was read from it. What its claims made of entities is not looked at here.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_location(&mut self, location: &str) -> Result<(), StoreError> {
        for (_, statement) in ROWS_OF_A_LOCATION {
            on_engine!(self, connection => {
                sqlx::query(statement).bind(location).execute(connection).await?;
            });
        }
        on_engine!(self, connection => {
            sqlx::query("delete from locations where id = $1").bind(location).execute(connection).await?;
        });
        Ok(())
    }
}
