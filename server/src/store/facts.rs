//! What others push of entities: the last value of each fact.

use serde_json::Value;

use super::bulk::{bulk_insert, bulk_select};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// A value that was pushed.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// The entity's identity.
    pub uid: String,
    /// The fact, as it is declared.
    pub name: String,
    /// Of the declared type.
    pub value: Value,
    /// Since when it is so, in milliseconds since the Unix epoch.
    pub at: i64,
    /// When it came, likewise.
    pub received_at: i64,
    /// Who pushed it, as the audit log names it.
    pub source: String,
    /// Where more is written about it.
    pub url: Option<String>,
    /// The revision that it came with.
    pub revision: u64,
}

type Row = (String, String, String, i64, i64, String, Option<String>, i64);

impl Tx {
    /// Puts these in the place of what is known of the same facts of the same entities, of which none is named twice.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_facts(&mut self, facts: &[FactRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into facts (uid, name, value, at, received_at, source, url, revision)",
            facts,
            |tuple, fact| {
                tuple
                    .push_bind(fact.uid.clone())
                    .push_bind(fact.name.clone())
                    .push_bind(fact.value.to_string())
                    .push_bind(fact.at)
                    .push_bind(fact.received_at)
                    .push_bind(fact.source.clone())
                    .push_bind(fact.url.clone())
                    .push_bind(signed(fact.revision));
            },
            "on conflict (uid, name) do update set value = excluded.value, at = excluded.at, \
             received_at = excluded.received_at, source = excluded.source, url = excluded.url, \
             revision = excluded.revision"
        );
        Ok(())
    }

    /// All that is known of these entities, each named once.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn facts_of(&mut self, uids: &[&str]) -> Result<Vec<FactRow>, StoreError> {
        let rows = bulk_select!(
            self,
            Row,
            "select uid, name, value, at, received_at, source, url, revision from facts where uid",
            uids,
            "order by uid, name"
        );
        rows.into_iter().map(read).collect()
    }

    /// What came after `revision`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn facts_after(&mut self, revision: u64) -> Result<Vec<FactRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, name, value, at, received_at, source, url, revision from facts where revision > $1
                 order by uid, name",
            )
            .bind(signed(revision))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(read).collect()
    }

    /// How many facts came after `revision`, counted up to `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_facts_after(&mut self, revision: u64, limit: u64) -> Result<u64, StoreError> {
        let count: i64 = on_engine!(self, connection => {
            sqlx::query_scalar("select count(*) from (select 1 from facts where revision > $1 limit $2) as page")
                .bind(signed(revision))
                .bind(signed(limit))
                .fetch_one(connection)
                .await?
        });
        Ok(unsigned(count))
    }

    /// The next `limit` facts by entity and name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn facts_page(&mut self, (uid, name): (&str, &str), limit: u32) -> Result<Vec<FactRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, name, value, at, received_at, source, url, revision from facts
                 where (uid, name) > ($1, $2) order by uid, name limit $3",
            )
            .bind(uid)
            .bind(name)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(read).collect()
    }

    /// The last of the next `limit` entities that have facts, by uid, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn facts_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(uid) from (select distinct uid from facts where uid > $1 order by uid limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// Drops the facts of the entities from `after` (not with it) to `until` of which no version is left; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_facts(&mut self, (after, until): (&str, &str)) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from facts where uid > $1 and uid <= $2
                 and not exists (select 1 from versions v where v.uid = facts.uid)",
            )
            .bind(after)
            .bind(until)
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}

fn read((uid, name, value, at, received_at, source, url, revision): Row) -> Result<FactRow, StoreError> {
    let value = serde_json::from_str(&value)
        .map_err(|error| StoreError::Corrupt { what: "value of a fact", detail: error.to_string() })?;
    Ok(FactRow { uid, name, value, at, received_at, source, url, revision: unsigned(revision) })
}
