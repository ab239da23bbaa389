//! Files of the web that descriptors name by their addresses, as they were last read.

use std::collections::BTreeSet;

use super::bulk::bulk_select;
use super::db::on_engine;
use super::head::signed;
use super::{BATCH, StoreError, Tx};

/// zstd's default trade of speed for size.
const COMPRESSION_LEVEL: i32 = 3;

/// What is known of an address that descriptors of a source name.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct AddressRow {
    /// The address.
    pub address: String,
    /// The hash of what was last read there; none where nothing ever was.
    pub hash: Option<String>,
    /// The `ETag` of that.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
    /// Why the last request came to nothing.
    pub problem: Option<String>,
    /// What to do about that.
    pub help: Option<String>,
    /// Requests in a row that came to nothing.
    pub failures: i64,
    /// When it was last asked for, milliseconds since the Unix epoch; 0 where it was not yet.
    pub asked_at: i64,
    /// When it is asked for again.
    pub next_at: i64,
    /// 1 where descriptors that name it were not read since it became another one.
    pub news: i64,
}

#[derive(sqlx::FromRow)]
struct WithBody {
    source: String,
    #[sqlx(flatten)]
    row: AddressRow,
    body: Option<Vec<u8>>,
    size: Option<i64>,
}

impl Tx {
    /// What is known of these addresses of a source, each with what was last read there.
    ///
    /// # Errors
    /// If the database fails or holds what does not decompress.
    pub async fn addresses(
        &mut self,
        source: &str,
        addresses: &BTreeSet<String>,
    ) -> Result<Vec<(AddressRow, Option<Vec<u8>>)>, StoreError> {
        let mut found = Vec::with_capacity(addresses.len());
        let addresses: Vec<&String> = addresses.iter().collect();
        for batch in addresses.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(
                    "select source, address, hash, etag, modified, problem, help, failures, asked_at, next_at, news, body, size
                     from addresses where source = ",
                );
                query.push_bind(source.to_owned()).push(" and address in (");
                let mut list = query.separated(", ");
                for address in batch {
                    list.push_bind((*address).clone());
                }
                query.push(")");
                let rows: Vec<WithBody> = query.build_query_as().fetch_all(connection).await?;
                found.extend(rows);
            });
        }
        let whole = |WithBody { source, row, body, size }: WithBody| {
            let size = usize::try_from(size.unwrap_or_default()).unwrap_or_default();
            let body = body.map(|body| zstd::bulk::decompress(&body, size)).transpose();
            let failed = |error: std::io::Error| StoreError::Corrupt {
                what: "what was read at an address",
                detail: format!("{} of {source}: {error}", row.address),
            };
            body.map_err(failed).map(|body| (row, body))
        };
        found.into_iter().map(whole).collect()
    }

    /// Notes what came of asking for an address. `body` is what was read; what was read before stays where it is none.
    ///
    /// # Errors
    /// If compression or the database fails.
    pub async fn put_address(&mut self, source: &str, row: &AddressRow, body: Option<&[u8]>) -> Result<(), StoreError> {
        let failed = |error: std::io::Error| StoreError::Corrupt { what: "file of the web", detail: error.to_string() };
        let packed = body.map(|body| zstd::bulk::compress(body, COMPRESSION_LEVEL)).transpose().map_err(failed)?;
        on_engine!(self, connection => {
            sqlx::query(
                "insert into addresses (source, address, hash, etag, modified, problem, help, failures, asked_at, next_at,
                    news, body, size)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                 on conflict (source, address) do update set hash = excluded.hash, etag = excluded.etag,
                    modified = excluded.modified, problem = excluded.problem, help = excluded.help,
                    failures = excluded.failures, asked_at = excluded.asked_at, next_at = excluded.next_at,
                    news = excluded.news, body = coalesce(excluded.body, addresses.body),
                    size = coalesce(excluded.size, addresses.size)",
            )
            .bind(source)
            .bind(&row.address)
            .bind(row.hash.as_deref())
            .bind(row.etag.as_deref())
            .bind(row.modified.as_deref())
            .bind(row.problem.as_deref())
            .bind(row.help.as_deref())
            .bind(row.failures)
            .bind(row.asked_at)
            .bind(row.next_at)
            .bind(row.news)
            .bind(packed)
            .bind(body.map(|body| signed(body.len() as u64)))
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Up to `most` addresses of a source that are to be asked for by `now`, those that have waited longest first. What no
    /// descriptor names any more is not asked for.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn due_addresses(&mut self, source: &str, now: i64, most: u32) -> Result<Vec<AddressRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select address, hash, etag, modified, problem, help, failures, asked_at, next_at, news from addresses a
                 where source = $1 and next_at <= $2
                 and not exists (select 1 from sources s where s.name = a.source and s.paused_at is not null)
                 and exists (
                    select 1 from companions c join locations l on l.id = c.location
                    where c.companion = a.address and substr(c.companion, 1, 4) = 'http' and l.source = a.source)
                 order by next_at limit $3",
            )
            .bind(source)
            .bind(now)
            .bind(i64::from(most))
            .fetch_all(connection)
            .await?
        }))
    }

    /// The addresses of a source that became others since descriptors that name them were read.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn addresses_with_news(&mut self, source: &str) -> Result<BTreeSet<String>, StoreError> {
        let rows: Vec<(String,)> = on_engine!(self, connection => {
            sqlx::query_as("select address from addresses where source = $1 and news = 1")
                .bind(source)
                .fetch_all(connection)
                .await?
        });
        Ok(rows.into_iter().map(|(address,)| address).collect())
    }

    /// Notes that descriptors that name these addresses were read with what was there at `until`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn settle_addresses(
        &mut self,
        source: &str,
        addresses: &BTreeSet<String>,
        until: i64,
    ) -> Result<(), StoreError> {
        let addresses: Vec<&String> = addresses.iter().collect();
        for batch in addresses.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new("update addresses set news = 0 where source = ");
                query.push_bind(source.to_owned()).push(" and asked_at <= ").push_bind(until).push(" and address in (");
                let mut list = query.separated(", ");
                for address in batch {
                    list.push_bind((*address).clone());
                }
                query.push(")");
                query.build().execute(connection).await?;
            });
        }
        Ok(())
    }

    /// The locations of a source with descriptors that name one of these addresses.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn locations_that_name(
        &mut self,
        source: &str,
        addresses: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, StoreError> {
        let addresses: Vec<&String> = addresses.iter().collect();
        let rows = bulk_select!(
            self,
            (String, String),
            "select l.source, l.id from companions c join locations l on l.id = c.location
             where substr(c.companion, 1, 4) = 'http' and c.companion",
            addresses,
            ""
        );
        Ok(rows.into_iter().filter(|(of, _)| of == source).map(|(_, location)| location).collect())
    }

    /// The repositories of a source whose locations have these addresses, in small letters: each with its address so, and
    /// with what discovery said of it, as JSON.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repositories_at(
        &mut self,
        source: &str,
        addresses: &BTreeSet<String>,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let mut found = Vec::new();
        let addresses: Vec<&String> = addresses.iter().collect();
        for batch in addresses.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(
                    "select lower(l.address), r.facts from locations l join repositories r on r.location = l.id
                     where l.source = ",
                );
                query.push_bind(source.to_owned()).push(" and lower(l.address) in (");
                let mut list = query.separated(", ");
                for address in batch {
                    list.push_bind((*address).clone());
                }
                query.push(")");
                let rows: Vec<(String, String)> = query.build_query_as().fetch_all(connection).await?;
                found.extend(rows);
            });
        }
        Ok(found)
    }

    /// Drops up to `limit` addresses that no descriptor of their source names, and that were not asked for since `cutoff`;
    /// answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_addresses(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from addresses where (source, address) in (
                    select source, address from addresses a
                    where next_at <= $1 and asked_at <= $1 and not exists (
                        select 1 from companions c join locations l on l.id = c.location
                        where c.companion = a.address and substr(c.companion, 1, 4) = 'http' and l.source = a.source)
                    limit $2)",
            )
            .bind(cutoff)
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
