//! Hearing of changes that other processes make.

use sqlx::postgres::PgListener;

use super::StoreError;

/// The channel that each change of the catalog is told on, with its revision. See [`super::Tx::next_revision`].
pub(super) const CHANNEL: &str = "sextant_changes";

/// Hears of every change as it commits. Only a hint: what was told while the connection was away is not told again.
#[derive(Debug)]
pub struct Listener(pub(super) PgListener);

impl Listener {
    /// Waits for the next change and answers its revision; none if the connection was lost, which may have cost some.
    ///
    /// # Errors
    /// If the database cannot be reached any more.
    pub async fn next(&mut self) -> Result<Option<u64>, StoreError> {
        let told = self.0.try_recv().await?;
        Ok(told.and_then(|told| told.payload().parse().ok()))
    }
}
