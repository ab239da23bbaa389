//! Descriptors of a directory that name files of the web, read again when something else is there.

use catalog_schema::wire::ChangeOutcome;
use tracing::warn;

use super::{DirectorySource, SourceError};
use crate::clock::now_ms;
use crate::ingest::IngestError;

impl DirectorySource {
    /// Reads the descriptors that lead to files of the web that are others than they were read with.
    ///
    /// # Errors
    /// If the ingestion fails; nothing changes then, and they are read the next time.
    pub async fn sync_addresses(&mut self) -> Result<ChangeOutcome, SourceError> {
        let Some(addresses) = self.addresses.clone() else { return Ok(self.ingest.nothing_changed().await?) };
        let news = addresses.news().await.map_err(IngestError::from)?;
        let places = self.ingest.descriptors_that_lead_to(&self.location, &news.addresses).await?;
        let outcome = match places.is_empty() {
            true => self.ingest.nothing_changed().await?,
            // A part cannot tell whether what is held back is still to be, nor what a sync that failed has missed.
            false if self.holds || self.retry_in.is_some() => self.sync_whole().await?,
            false => self.sync_places(places).await?,
        };
        addresses.settle(&news).await.map_err(IngestError::from)?;
        Ok(outcome)
    }

    /// The same, and says how it went.
    pub(super) async fn reread_addresses(&mut self) {
        let started_at = now_ms();
        let result = self.sync_addresses().await;
        if let Err(error) = &result {
            warn!(root = %self.root.display(), %error, "files that descriptors name were not taken; they are the next time");
        }
        self.report(started_at, result).await;
    }
}
