//! What rules read of events: when deployments and incidents were.

use sqlx::QueryBuilder;

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{BATCH, StoreError, Tx};

/// A deployment or a part of an incident, as far as rules read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct HappenedRow {
    /// The entity's identity.
    pub uid: String,
    /// When, in milliseconds since the Unix epoch.
    pub happened_at: i64,
    /// `deployment` or `incident`.
    pub kind: String,
    /// The name of its outcome.
    pub outcome: Option<String>,
    /// Where.
    pub environment: Option<String>,
    /// What the events of one incident have in common.
    pub incident: Option<String>,
}

/// Deployments of late, and all of incidents.
const LATE: &str = "select uid, happened_at, kind, outcome, environment, incident from events
    where kind in ('deployment', 'incident') and (kind = 'incident' or happened_at >= ";
/// Of deployments the last of each outcome and environment, however long ago.
const LAST: &str =
    "select uid, max(happened_at) as happened_at, kind, outcome, environment, cast(null as text) as incident
    from events where kind = 'deployment' and happened_at < ";

impl Tx {
    /// What happened to these entities: incidents, deployments since `since`, and the last ones of before. In order of
    /// entity and time.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn happened_to(&mut self, uids: &[String], since: i64) -> Result<Vec<HappenedRow>, StoreError> {
        let mut rows = Vec::new();
        for batch in uids.chunks(BATCH) {
            for (head, end, tail) in [(LATE, ") and uid in (", ")"), (LAST, " and uid in (", ") group by 1, 3, 4, 5")] {
                rows.extend(on_engine!(self, connection => {
                    let mut query = QueryBuilder::new(head);
                    query.push_bind(since).push(end);
                    let mut list = query.separated(", ");
                    for uid in batch {
                        list.push_bind(uid.clone());
                    }
                    query.push(tail);
                    query.build_query_as::<HappenedRow>().persistent(false).fetch_all(connection).await?
                }));
            }
        }
        rows.sort_unstable();
        Ok(rows)
    }

    /// The entities of which events came after `revision` that rules read, by identity.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn told_of_after(&mut self, revision: u64) -> Result<Vec<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select distinct uid from events where revision > $1 order by uid")
                .bind(signed(revision))
                .fetch_all(connection)
                .await?
        }))
    }

    /// How many events that rules read came after `revision`, counted up to `limit`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_events_after(&mut self, revision: u64, limit: u64) -> Result<u64, StoreError> {
        let count: i64 = on_engine!(self, connection => {
            sqlx::query_scalar("select count(*) from (select 1 from events where revision > $1 limit $2) as page")
                .bind(signed(revision))
                .bind(signed(limit))
                .fetch_one(connection)
                .await?
        });
        Ok(unsigned(count))
    }

    /// The next `limit` entities that events are told of, by identity.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn told_of_page(&mut self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select distinct uid from events where uid > $1 order by uid limit $2")
                .bind(after)
                .bind(i64::from(limit))
                .fetch_all(connection)
                .await?
        }))
    }
}
