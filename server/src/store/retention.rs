//! Dropping what is kept no longer, a small batch at a time: each call is a short transaction of its own for the caller.

use super::bulk::bulk_insert;
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

impl Tx {
    /// The revision up to which steps of the log are beyond the newest `keep`; none where there are no more than that.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn log_horizon(&mut self, keep: u64) -> Result<Option<u64>, StoreError> {
        let revision: Option<i64> = on_engine!(self, connection => {
            sqlx::query_scalar("select revision from changes order by revision desc, position desc limit 1 offset $1")
                .bind(signed(keep))
                .fetch_optional(connection)
                .await?
        });
        // The revision in which the limit falls stays whole.
        Ok(revision.map(|revision| unsigned(revision - 1)).filter(|revision| *revision > 0))
    }

    /// Says that the log reaches back to `revision` only. Comes before [`Tx::drop_changes`]: nobody is to read a log with
    /// a gap for a whole one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn move_log_horizon(&mut self, revision: u64) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update head set oldest_revision = $1 where id = 1 and oldest_revision < $1")
                .bind(signed(revision))
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// Drops up to `limit` steps of the log before its horizon; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_changes(&mut self, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from changes where (revision, position) in
                 (select revision, position from changes
                  where revision <= (select oldest_revision from head where id = 1)
                  order by revision, position limit $1)",
            )
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }

    /// The last of the next `limit` entities that have versions, by uid, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn versioned_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(uid) from (select distinct uid from versions where uid > $1 order by uid limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// Drops up to `limit` versions of the entities from `after` (not with it) to `until`: those beyond the newest `keep`
    /// that are, with all before them, older than `cutoff`; and all of an entity that is gone since before then. What is
    /// left of a history has no gap. Answers how many were dropped.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_versions(
        &mut self,
        (after, until): (&str, &str),
        keep: u32,
        cutoff: i64,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let dropped: Vec<(String, i64)> = on_engine!(self, connection => {
            sqlx::query_as(
                "delete from versions where (uid, revision) in
                 (select uid, revision from
                   (select uid, revision,
                       row_number() over (partition by uid order by revision desc) as newer,
                       max(changed_at) over (partition by uid order by revision) as latest,
                       first_value(deleted) over (partition by uid order by revision desc) as gone,
                       first_value(changed_at) over (partition by uid order by revision desc) as gone_at
                    from versions where uid > $1 and uid <= $2) as ranked
                  where (newer > $3 and latest < $4) or (gone = 1 and gone_at < $4)
                  order by uid, revision limit $5)
                 returning uid, revision",
            )
            .bind(after)
            .bind(until)
            .bind(i64::from(keep))
            .bind(cutoff)
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        });
        let mut last: std::collections::BTreeMap<&str, i64> = std::collections::BTreeMap::new();
        for (uid, revision) in &dropped {
            let known = last.entry(uid).or_insert(*revision);
            *known = (*known).max(*revision);
        }
        let rows: Vec<(String, i64)> = last.into_iter().map(|(uid, revision)| (uid.to_owned(), revision)).collect();
        bulk_insert!(
            self,
            "insert into forgotten (uid, revision)",
            rows,
            |tuple, row| {
                tuple.push_bind(row.0.clone()).push_bind(row.1);
            },
            "on conflict (uid) do update set revision = excluded.revision"
        );
        Ok(dropped.len() as u64)
    }

    /// Forgets that versions were dropped of entities that have none left.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_forgotten(&mut self) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from forgotten where not exists (select 1 from versions v where v.uid = forgotten.uid)")
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// The last of the next `limit` contents, by hash, after `after`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn contents_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(hash) from (select hash from contents where hash > $1 order by hash limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// As [`Tx::contents_until`], of texts.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn texts_until(&mut self, after: &str, limit: u32) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select max(hash) from (select hash from texts where hash > $1 order by hash limit $2) as page",
            )
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(connection)
            .await?
        }))
    }

    /// Drops the contents from `after` (not with it) to `until` that no claim and no version needs and that were last
    /// staged before `cutoff`; answers how many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_contents(&mut self, (after, until): (&str, &str), cutoff: i64) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from contents where hash > $1 and hash <= $2 and staged_at < $3
                 and not exists (select 1 from versions v where v.content = contents.hash)
                 and not exists (select 1 from claims c where c.content = contents.hash)",
            )
            .bind(after)
            .bind(until)
            .bind(cutoff)
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }

    /// As [`Tx::drop_contents`], of texts.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_texts(&mut self, (after, until): (&str, &str), cutoff: i64) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from texts where hash > $1 and hash <= $2 and staged_at < $3
                 and not exists (select 1 from versions v where v.text = texts.hash)
                 and not exists (select 1 from claims c where c.text = texts.hash)",
            )
            .bind(after)
            .bind(until)
            .bind(cutoff)
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }
}
