//! What rules and levels came to be, and when they came to be otherwise.

use std::sync::Arc;

use super::bulk::{BATCH, bulk_insert};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// Something that scorecards say of an entity came to be otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransitionRow {
    /// The entity's identity.
    pub uid: String,
    /// The scorecard's name.
    pub scorecard: String,
    /// The rule's id; empty where it is the level of the scorecard as a whole.
    pub rule: String,
    /// The outcome, or the level's name, before; none where there was none.
    pub was: Option<String>,
    /// The same since then.
    pub became: Option<String>,
    /// The catalog's revision in which it was seen.
    pub revision: u64,
    /// 0 where that revision made it so; higher where it came about later without another revision.
    pub step: u64,
    /// When it was seen, by the database's clock; milliseconds since the Unix epoch.
    pub at: i64,
}

/// The columns in the order of [`TransitionRow`].
type Fields = (String, String, String, Option<String>, Option<String>, i64, i64, i64);

fn row((uid, scorecard, rule, was, became, revision, step, at): Fields) -> TransitionRow {
    TransitionRow { uid, scorecard, rule, was, became, revision: unsigned(revision), step: unsigned(step), at }
}

impl Tx {
    /// Writes transitions down. What is written already stays as it is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_transitions(&mut self, rows: &[TransitionRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into transitions (uid, scorecard, rule, was, became, revision, step, at)",
            rows,
            |tuple, row| {
                tuple
                    .push_bind(row.uid.clone())
                    .push_bind(row.scorecard.clone())
                    .push_bind(row.rule.clone())
                    .push_bind(row.was.clone())
                    .push_bind(row.became.clone())
                    .push_bind(signed(row.revision))
                    .push_bind(signed(row.step))
                    .push_bind(row.at);
            },
            "on conflict do nothing"
        );
        Ok(())
    }

    /// The transitions of an entity, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transitions_of(&mut self, uid: &str) -> Result<Vec<TransitionRow>, StoreError> {
        let rows: Vec<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, scorecard, rule, was, became, revision, step, at from transitions where uid = $1
                 order by revision, step, scorecard, rule",
            )
            .bind(uid)
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(row).collect())
    }

    /// The transitions after a moment, in milliseconds since the Unix epoch, of the entities from `after` (not with it) to
    /// `until`: by entity, scorecard and rule, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transitions_between(
        &mut self,
        (after, until): (&str, &str),
        since: i64,
    ) -> Result<Vec<TransitionRow>, StoreError> {
        let rows: Vec<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, scorecard, rule, was, became, revision, step, at from transitions
                 where uid > $1 and uid <= $2 and at > $3 order by uid, scorecard, rule, revision, step",
            )
            .bind(after.to_owned())
            .bind(until.to_owned())
            .bind(since)
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(row).collect())
    }

    /// The latest transitions since a time, in milliseconds since the Unix epoch, of one scorecard or of all: at most
    /// `limit`, the latest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transitions_since(
        &mut self,
        since: i64,
        scorecard: Option<&str>,
        limit: u32,
    ) -> Result<Vec<TransitionRow>, StoreError> {
        let rows: Vec<Fields> = on_engine!(self, connection => {
            sqlx::query_as(
                "select uid, scorecard, rule, was, became, revision, step, at from transitions
                 where at >= $1 and ($2 = '' or scorecard = $2)
                 order by at desc, revision desc, step desc, uid, scorecard, rule limit $3",
            )
            .bind(since)
            .bind(scorecard.unwrap_or_default().to_owned())
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(row).collect())
    }

    /// The transitions of these entities since a time, in milliseconds since the Unix epoch, the latest first.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn transitions_of_since(
        &mut self,
        uids: &[Arc<str>],
        since: i64,
    ) -> Result<Vec<TransitionRow>, StoreError> {
        let mut found: Vec<Fields> = Vec::new();
        for uids in uids.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(
                    "select uid, scorecard, rule, was, became, revision, step, at from transitions where uid in (",
                );
                let mut list = query.separated(", ");
                for uid in uids {
                    list.push_bind(uid.to_string());
                }
                query.push(") and at >= ").push_bind(since);
                let whole = uids.len() == BATCH;
                found.extend(query.build_query_as::<Fields>().persistent(whole).fetch_all(connection).await?);
            });
        }
        let mut rows: Vec<TransitionRow> = found.into_iter().map(row).collect();
        let place = |row: &TransitionRow| (row.at, row.revision, row.step);
        rows.sort_by(|one, other| {
            let key = |row: &TransitionRow| (row.uid.clone(), row.scorecard.clone(), row.rule.clone());
            place(other).cmp(&place(one)).then_with(|| key(one).cmp(&key(other)))
        });
        Ok(rows)
    }

    /// Drops up to `limit` transitions from before `cutoff`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_transitions(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from transitions where (uid, scorecard, rule, revision, step) in
                 (select uid, scorecard, rule, revision, step from transitions where at < $1 limit $2)",
            )
            .bind(cutoff)
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
