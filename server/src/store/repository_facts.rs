//! What sources see of repositories.

use catalog_schema::repository::RepositoryFacts;

use super::bulk::bulk_insert;
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// A repository in a location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepositoryFactsRow {
    /// The location's id.
    pub location: String,
    /// Where within the location, `/`-separated; empty for all of it.
    pub root: String,
    /// What is seen of it; none where it was seen and is not any more.
    pub facts: Option<RepositoryFacts>,
    /// The revision that it came with.
    pub revision: u64,
}

type Row = (String, String, Option<String>, i64);

impl Tx {
    /// Puts these in the place of what is known of the same repositories, of which none is named twice.
    ///
    /// # Errors
    /// If the database fails, or facts cannot be written.
    pub async fn put_repository_facts(&mut self, rows: &[RepositoryFactsRow]) -> Result<(), StoreError> {
        let encode = |row: &RepositoryFactsRow| row.facts.as_ref().map(serde_json::to_string).transpose();
        let encoded: Vec<Option<String>> = rows
            .iter()
            .map(encode)
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::Corrupt { what: "facts of a repository", detail: error.to_string() })?;
        let rows: Vec<(&RepositoryFactsRow, Option<String>)> = rows.iter().zip(encoded).collect();
        bulk_insert!(
            self,
            "insert into repository_facts (location, root, facts, revision)",
            rows,
            |tuple, row| {
                let (row, facts) = row;
                tuple
                    .push_bind(row.location.clone())
                    .push_bind(row.root.clone())
                    .push_bind(facts.clone())
                    .push_bind(signed(row.revision));
            },
            "on conflict (location, root) do update set facts = excluded.facts, revision = excluded.revision"
        );
        Ok(())
    }

    /// The repositories that are seen in a location.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_facts_of(&mut self, location: &str) -> Result<Vec<RepositoryFactsRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select location, root, facts, revision from repository_facts
                 where location = $1 and facts is not null order by root",
            )
            .bind(location)
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(read).collect()
    }

    /// What came after `revision`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_facts_after(&mut self, revision: u64) -> Result<Vec<RepositoryFactsRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select location, root, facts, revision from repository_facts where revision > $1
                 order by location, root",
            )
            .bind(signed(revision))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(read).collect()
    }

    /// How many repositories were seen otherwise after `revision`, counted up to `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_repository_facts_after(&mut self, revision: u64, limit: u64) -> Result<u64, StoreError> {
        let count: i64 = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select count(*) from (select 1 from repository_facts where revision > $1 limit $2) as page",
            )
            .bind(signed(revision))
            .bind(signed(limit))
            .fetch_one(connection)
            .await?
        });
        Ok(unsigned(count))
    }

    /// The next `limit` repositories by location and place.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repository_facts_page(
        &mut self,
        (location, root): (&str, &str),
        limit: u32,
    ) -> Result<Vec<RepositoryFactsRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select location, root, facts, revision from repository_facts
                 where (location, root) > ($1, $2) order by location, root limit $3",
            )
            .bind(location)
            .bind(root)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(read).collect()
    }
}

fn read((location, root, facts, revision): Row) -> Result<RepositoryFactsRow, StoreError> {
    let facts = facts.map(|json| serde_json::from_str(&json)).transpose();
    let facts =
        facts.map_err(|error| StoreError::Corrupt { what: "facts of a repository", detail: error.to_string() })?;
    Ok(RepositoryFactsRow { location, root, facts, revision: unsigned(revision) })
}
