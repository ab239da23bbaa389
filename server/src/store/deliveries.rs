//! Deliveries of webhooks: those that were taken, so that none is taken twice, and what is still to be done about them.

use super::db::on_engine;
use super::{StoreError, Tx};

/// A delivery that was taken.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DeliveryRow {
    /// The source that it is for.
    pub source: String,
    /// Its id where it comes from.
    pub id: String,
    /// What it tells of.
    pub event: String,
    /// When it came, milliseconds since the Unix epoch.
    pub received_at: i64,
    /// What is still to be done about it, as JSON; none where nothing is.
    pub effect: Option<String>,
}

impl Tx {
    /// Takes a delivery; false where it was taken before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn take_delivery(&mut self, row: &DeliveryRow) -> Result<bool, StoreError> {
        let taken = on_engine!(self, connection => {
            sqlx::query(
                "insert into deliveries (source, id, event, received_at, effect) values ($1, $2, $3, $4, $5)
                 on conflict (source, id) do nothing",
            )
            .bind(&row.source)
            .bind(&row.id)
            .bind(&row.event)
            .bind(row.received_at)
            .bind(row.effect.as_deref())
            .execute(connection)
            .await?
            .rows_affected()
        });
        Ok(taken > 0)
    }

    /// Deliveries about which something is still to be done, the oldest first, `limit` at most.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn open_deliveries(&mut self, limit: u32) -> Result<Vec<DeliveryRow>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_as(
                "select source, id, event, received_at, effect from deliveries where effect is not null
                 order by received_at, source, id limit $1",
            )
            .bind(i64::from(limit))
            .fetch_all(connection)
            .await?
        }))
    }

    /// Notes that everything is done about a delivery.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn close_delivery(&mut self, source: &str, id: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update deliveries set effect = null where source = $1 and id = $2")
                .bind(source)
                .bind(id)
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// Forgets up to `limit` deliveries that came before `cutoff` and are done; answers how many. One that is sent again after that is
    /// taken as a new one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_deliveries(&mut self, cutoff: i64, limit: u32) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "delete from deliveries where (source, id) in
                 (select source, id from deliveries where received_at < $1 and effect is null
                  order by received_at limit $2)",
            )
            .bind(cutoff)
            .bind(i64::from(limit))
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }

    /// The entities that a repository of a source describes, by their references.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn refs_of_repository(&mut self, source: &str, repository: &str) -> Result<Vec<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar(
                "select e.ref from entities e join repositories r on r.location = e.location
                 join locations l on l.id = r.location
                 where l.source = $1 and r.repository = $2 order by e.ref",
            )
            .bind(source)
            .bind(repository)
            .fetch_all(connection)
            .await?
        }))
    }
}
