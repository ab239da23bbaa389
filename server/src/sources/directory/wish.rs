//! What somebody may want of a directory that is followed.

use std::time::Duration;

use super::DirectorySource;
use crate::ingest::IngestError;

/// How long a directory that could not be read is left alone, whoever asks.
const PAUSE: Duration = Duration::from_secs(1);

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To read all of it now, whatever it looks like.
    Read,
    /// To leave it alone for now.
    Rest,
    /// To leave it alone for good: it is no source any more.
    End,
}

impl DirectorySource {
    /// Completes when something is wanted.
    pub(super) async fn wish(&self) -> Wish {
        if self.has_failed {
            // What is wanted may still be wanted, and fail again at once.
            tokio::time::sleep(PAUSE).await;
        }
        let mut calls = self.ingest.calls();
        loop {
            calls.listen();
            match self.ingest.signals(&self.location).await {
                Ok(None) => return Wish::End,
                Ok(Some(signals)) if signals.is_paused => return Wish::Rest,
                Ok(Some(signals)) if signals.asked > signals.served => return Wish::Read,
                Ok(Some(signals)) if self.holds && signals.is_deletion_confirmed => return Wish::Read,
                Ok(Some(_)) => {}
                Err(error) => self.cannot_tell(&error),
            }
            calls.heard().await;
        }
    }

    /// Completes when the directory is not paused, or no source any more: false.
    pub(super) async fn may_read(&self) -> bool {
        let mut calls = self.ingest.calls();
        loop {
            calls.listen();
            match self.ingest.signals(&self.location).await {
                Ok(None) => return false,
                Ok(Some(signals)) if signals.is_paused => {}
                Ok(Some(_)) => return true,
                Err(error) => self.cannot_tell(&error),
            }
            calls.heard().await;
        }
    }

    fn cannot_tell(&self, error: &IngestError) {
        tracing::warn!(root = %self.root.display(), %error, "could not find out what is asked of the directory");
    }

    /// How often somebody has asked for the directory to be read, and was not answered yet.
    pub(super) async fn asked(&self) -> Option<u64> {
        let signals = self.ingest.signals(&self.location).await.ok().flatten()?;
        (signals.asked > signals.served).then_some(signals.asked)
    }

    /// Tells those who asked that the directory was read.
    pub(super) async fn answer(&self, asked: Option<u64>) {
        let Some(asked) = asked else { return };
        if let Err(error) = self.ingest.mark_read(&self.location, asked).await {
            tracing::warn!(location = self.location, %error, "it was not noted that the directory was read");
        }
    }

    /// Whether somebody has paused the directory.
    pub(super) async fn rests(&self) -> bool {
        let signals = self.ingest.signals(&self.location).await.ok().flatten();
        signals.is_some_and(|signals| signals.is_paused)
    }

    /// Whether the directory is still a source.
    ///
    /// # Errors
    /// If the store fails.
    pub(super) async fn is_known(&self) -> Result<bool, IngestError> {
        Ok(self.ingest.signals(&self.location).await?.is_some())
    }
}
