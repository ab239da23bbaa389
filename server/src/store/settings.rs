//! What of the configuration the entities of the catalog were made with.

use super::db::on_engine;
use super::{StoreError, Tx};

impl Tx {
    /// The value that a setting had when it was last applied; none if it never was.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn applied_setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query_scalar("select value from applied_settings where name = $1")
                .bind(name)
                .fetch_optional(connection)
                .await?
        }))
    }

    /// Records that the catalog now goes by this value of a setting.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_applied_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query(
                "insert into applied_settings (name, value) values ($1, $2)
                 on conflict (name) do update set value = excluded.value",
            )
            .bind(name)
            .bind(value)
            .execute(connection)
            .await?;
        });
        Ok(())
    }
}
