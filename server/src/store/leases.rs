//! Work that one process at a time does, however many share the database.

use std::future::Future;
use std::time::Duration;

use tracing::warn;

use super::db::on_engine;
use super::{Store, StoreError, Tx};

/// What came of trying to do something exclusively.
#[derive(Debug, PartialEq, Eq)]
pub enum Exclusive<T> {
    /// It was done.
    Done(T),
    /// Another process is at it.
    Elsewhere,
    /// The lease could not be kept, so that the work was stopped half way: another process may be at it now.
    Lost,
}

/// Leases of one process. Times are the database's, so that clocks of processes may differ.
#[derive(Clone, Debug)]
pub struct Leases {
    store: Store,
    holder: String,
    duration: Duration,
}

impl Leases {
    /// Leases that fall to others `duration` after their holder was last heard of.
    pub fn new(store: Store, duration: Duration) -> Self {
        Self { store, holder: uuid::Uuid::now_v7().to_string(), duration }
    }

    /// Runs `work` unless another process runs work of this name. It is given a fencing number, higher than any before of
    /// the name. The lease is renewed while the work goes on; when that fails, the work is dropped where it waits.
    ///
    /// # Errors
    /// If the database fails while the lease is taken.
    pub async fn run_exclusively<F: Future>(
        &self,
        name: &str,
        work: impl FnOnce(u64) -> F,
    ) -> Result<Exclusive<F::Output>, StoreError> {
        let Some(fencing) = self.acquire(name).await? else { return Ok(Exclusive::Elsewhere) };
        let kept = async {
            loop {
                tokio::time::sleep(self.duration / 3).await;
                match tokio::time::timeout(self.duration / 3, self.renew(name, fencing)).await {
                    Ok(Ok(true)) => {}
                    Ok(Ok(false)) => return "it had run out".to_owned(),
                    Ok(Err(error)) => return error.to_string(),
                    Err(_) => return "the database did not answer".to_owned(),
                }
            }
        };
        let result = tokio::select! {
            result = work(super::head::unsigned(fencing)) => result,
            reason = kept => {
                warn!(name, reason, "the lease was lost; the work is left to another process");
                return Ok(Exclusive::Lost);
            }
        };
        // What is not given back runs out by itself.
        if let Err(error) = self.release(name, fencing).await {
            warn!(name, %error, "the lease was not given back");
        }
        Ok(Exclusive::Done(result))
    }

    /// Gives back what this process holds, so that others need not wait until it runs out. For a process that ends.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn give_back_all(&self) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        on_engine!(&mut tx, connection => {
            sqlx::query("update leases set expires_at = 0 where holder = $1")
                .bind(self.holder.clone())
                .execute(connection)
                .await?;
        });
        tx.commit().await
    }

    async fn acquire(&self, name: &str) -> Result<Option<i64>, StoreError> {
        let mut tx = self.store.write().await?;
        let now = tx.now_ms().await?;
        let fencing: Option<i64> = on_engine!(&mut tx, connection => {
            sqlx::query_scalar(
                "insert into leases (name, holder, fencing, expires_at) values ($1, $2, 1, $3)
                 on conflict (name) do update set
                     holder = excluded.holder, fencing = leases.fencing + 1, expires_at = excluded.expires_at
                 where leases.expires_at <= $4
                 returning fencing",
            )
            .bind(name.to_owned())
            .bind(self.holder.clone())
            .bind(now.saturating_add(self.milliseconds()))
            .bind(now)
            .fetch_optional(connection)
            .await?
        });
        tx.commit().await?;
        Ok(fencing)
    }

    async fn renew(&self, name: &str, fencing: i64) -> Result<bool, StoreError> {
        let mut tx = self.store.write().await?;
        let now = tx.now_ms().await?;
        let renewed: Option<i64> = on_engine!(&mut tx, connection => {
            sqlx::query_scalar(
                "update leases set expires_at = $1 where name = $2 and fencing = $3 and expires_at > $4
                 returning fencing",
            )
            .bind(now.saturating_add(self.milliseconds()))
            .bind(name.to_owned())
            .bind(fencing)
            .bind(now)
            .fetch_optional(connection)
            .await?
        });
        tx.commit().await?;
        Ok(renewed.is_some())
    }

    async fn release(&self, name: &str, fencing: i64) -> Result<(), StoreError> {
        let mut tx = self.store.write().await?;
        on_engine!(&mut tx, connection => {
            sqlx::query("update leases set expires_at = 0 where name = $1 and fencing = $2")
                .bind(name.to_owned())
                .bind(fencing)
                .execute(connection)
                .await?;
        });
        tx.commit().await
    }

    fn milliseconds(&self) -> i64 {
        i64::try_from(self.duration.as_millis()).unwrap_or(i64::MAX)
    }
}

impl Tx {
    /// The database's clock, milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn now_ms(&mut self) -> Result<i64, StoreError> {
        Ok(match self {
            Self::Sqlite(transaction) => {
                sqlx::query_scalar("select cast(unixepoch('subsec') * 1000 as integer)")
                    .fetch_one(&mut **transaction)
                    .await?
            }
            Self::Postgres(transaction) => {
                sqlx::query_scalar("select (extract(epoch from clock_timestamp()) * 1000)::bigint")
                    .fetch_one(&mut **transaction)
                    .await?
            }
        })
    }
}
