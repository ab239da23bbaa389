//! What happened to entities. Events that rules read come with a revision, so that who follows the catalog meets them; the
//! others change nothing that a snapshot shows.

use sqlx::QueryBuilder;

use super::db::on_engine;
use super::{BATCH, StoreError, Tx};

/// The most environments or incidents that are told of an entity.
const MOST: i64 = 20;

/// An event as it is written down.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    /// A UUID of version 7.
    pub id: String,
    /// The entity's identity.
    pub uid: String,
    /// What the entity was called when the event came.
    #[sqlx(rename = "ref")]
    pub entity_ref: String,
    /// The CloudEvent's source.
    pub ce_source: String,
    /// Its id, unique within the source.
    pub ce_id: String,
    /// Its type.
    pub ce_type: String,
    /// The name of its kind.
    pub kind: String,
    /// The name of its outcome.
    pub outcome: Option<String>,
    /// Where it happened.
    pub environment: Option<String>,
    /// To which version.
    pub version: Option<String>,
    /// What happened, in a sentence.
    pub title: String,
    /// Where more is to be seen.
    pub url: Option<String>,
    /// What the events of one incident have in common.
    pub incident: Option<String>,
    /// When it happened, in milliseconds since the Unix epoch.
    pub happened_at: i64,
    /// When it came, by the same measure.
    pub received_at: i64,
    /// Who told it.
    pub actor: String,
    /// The whole CloudEvent as JSON; empty where rows are listed.
    pub data: String,
    /// The revision that it came with, where rules read it.
    pub revision: Option<i64>,
}

/// Which events are meant. All that is said must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// The name of a kind.
    pub kind: Option<String>,
    /// Where they happened.
    pub environment: Option<String>,
    /// Of which entities, by their identities; of all where it is none.
    pub uids: Option<Vec<String>>,
}

/// The columns of [`EventRow`] but for the data.
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "select id, uid, ref, ce_source, ce_id, ce_type, kind, outcome, environment, version, title, url, incident, ",
            "happened_at, received_at, actor, '' as data, revision ",
            $rest
        )
    };
}

impl Tx {
    /// Writes events down; one whose source and id are known stays as it is. Answers how many were new.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_events(&mut self, rows: &[EventRow]) -> Result<u64, StoreError> {
        let mut new = 0;
        for batch in rows.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = QueryBuilder::new(
                    "insert into events (id, uid, ref, ce_source, ce_id, ce_type, kind, outcome, environment, version, \
                     title, url, incident, happened_at, received_at, actor, data, revision) ",
                );
                query.push_values(batch, |mut tuple, row| {
                    tuple
                        .push_bind(row.id.clone())
                        .push_bind(row.uid.clone())
                        .push_bind(row.entity_ref.clone())
                        .push_bind(row.ce_source.clone())
                        .push_bind(row.ce_id.clone())
                        .push_bind(row.ce_type.clone())
                        .push_bind(row.kind.clone())
                        .push_bind(row.outcome.clone())
                        .push_bind(row.environment.clone())
                        .push_bind(row.version.clone())
                        .push_bind(row.title.clone())
                        .push_bind(row.url.clone())
                        .push_bind(row.incident.clone())
                        .push_bind(row.happened_at)
                        .push_bind(row.received_at)
                        .push_bind(row.actor.clone())
                        .push_bind(row.data.clone())
                        .push_bind(row.revision);
                });
                query.push(" on conflict (ce_source, ce_id) do nothing");
                let done = query.build().persistent(batch.len() == BATCH).execute(connection).await?;
                new += done.rows_affected();
            });
        }
        Ok(new)
    }

    /// Up to `limit` events that happened before `before` (a time and an id), the newest first; the newest of all where
    /// it is none.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn events_before(
        &mut self,
        filter: &EventFilter,
        before: Option<&(i64, String)>,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let Some(uids) = &filter.uids else { return self.some_events_before(filter, None, before, limit).await };
        let mut rows = Vec::new();
        for batch in uids.chunks(BATCH) {
            rows.extend(self.some_events_before(filter, Some(batch), before, limit).await?);
        }
        rows.sort_by(|one, other| (other.happened_at, &other.id).cmp(&(one.happened_at, &one.id)));
        rows.truncate(limit as usize);
        Ok(rows)
    }

    async fn some_events_before(
        &mut self,
        filter: &EventFilter,
        uids: Option<&[String]>,
        before: Option<&(i64, String)>,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            let mut query = QueryBuilder::new(listed!("from events where 1 = 1"));
            for (column, value) in [(" and kind = ", &filter.kind), (" and environment = ", &filter.environment)] {
                if let Some(value) = value {
                    query.push(column).push_bind(value.clone());
                }
            }
            if let Some((happened_at, id)) = before {
                query.push(" and (happened_at, id) < (").push_bind(*happened_at);
                query.push(", ").push_bind(id.clone()).push(")");
            }
            if let Some(uids) = uids {
                query.push(" and uid in (");
                let mut list = query.separated(", ");
                for uid in uids {
                    list.push_bind(uid.clone());
                }
                query.push(")");
            }
            query.push(" order by happened_at desc, id desc limit ").push_bind(i64::from(limit));
            query.build_query_as::<EventRow>().persistent(false).fetch_all(connection).await?
        }))
    }

    /// What runs where: of each environment the last deployment or rollback, unless the entity was removed from there
    /// since. The newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn deployed(&mut self, uid: &str) -> Result<Vec<EventRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(listed!(
                "from (select *, row_number() over
                       (partition by environment order by happened_at desc, id desc) as newer from events
                       where uid = $1 and kind = 'deployment' and outcome in ('success', 'rolled_back', 'removed'))
                      as ranked
                 where newer = 1 and outcome <> 'removed' order by happened_at desc, id desc limit $2"
            ))
            .bind(uid)
            .bind(MOST)
            .fetch_all(connection)
            .await?
        }))
    }

    /// Incidents that nothing has resolved since, each by the event that told of it first. The newest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_incidents(&mut self, uid: &str) -> Result<Vec<EventRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(listed!(
                "from (select *, row_number() over (partition by incident order by happened_at, id) as later from events
                       where uid = $1 and kind = 'incident' and outcome = 'open' and not exists
                       (select 1 from events ended where ended.uid = events.uid and ended.kind = 'incident'
                        and ended.incident = events.incident and ended.outcome = 'resolved'
                        and ended.happened_at >= events.happened_at))
                      as ranked
                 where later = 1 order by happened_at desc, id desc limit $2"
            ))
            .bind(uid)
            .bind(MOST)
            .fetch_all(connection)
            .await?
        }))
    }

    /// The whole CloudEvent of this id, as JSON.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn event_data(&mut self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select data from events where id = $1").bind(id).fetch_optional(connection).await?
        }))
    }

    /// Drops up to `limit` events that happened before `cutoff`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_events(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from events where id in
                 (select id from events where happened_at < $1 order by happened_at limit $2)",
            )
            .bind(cutoff)
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
