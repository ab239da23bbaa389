//! What is asked of who reads a location: to rest, to read it now, or to end.

use std::time::Duration;

use tokio::sync::watch;

use super::session::Session;
use super::{Ingest, IngestError};
use crate::store::{Signals, Tx};

/// How often to look whether another process has asked for something.
const LOOK: Duration = Duration::from_secs(1);

impl Ingest {
    /// Tells whoever follows a source in this process to look what is asked for, and whoever waits for one that is done.
    pub fn call(&self) {
        self.calls.send_modify(|calls| *calls = calls.wrapping_add(1));
    }

    /// What is asked of who reads a location; none where the location is there no more.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn signals(&self, location: &str) -> Result<Option<Signals>, IngestError> {
        Ok(self.store.read().await?.signals(location).await?)
    }

    /// Notes that a location was read since it was asked for `asked` times.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn mark_read(&self, location: &str, asked: u64) -> Result<(), IngestError> {
        let mut tx = self.store.write().await?;
        tx.mark_read(location, asked).await?;
        tx.commit().await?;
        self.call();
        Ok(())
    }

    /// Hears what is asked for: each call of this process, and now and then for what others do.
    pub fn calls(&self) -> Calls {
        Calls(self.calls.subscribe())
    }
}

/// Hears that something may be asked for.
#[derive(Debug)]
pub struct Calls(watch::Receiver<u64>);

impl Calls {
    /// To be said before each look: what is called from here on ends the next [`Calls::heard`].
    pub fn listen(&mut self) {
        self.0.borrow_and_update();
    }

    /// Completes when it is time to look.
    pub async fn heard(&mut self) {
        if let Ok(Err(_)) = tokio::time::timeout(LOOK, self.0.changed()).await {
            // Nobody calls any more; there is still what others do.
            tokio::time::sleep(LOOK).await;
        }
    }
}

impl Session {
    /// Fails if the location is not to be read: somebody has paused or removed its source.
    pub(super) async fn is_wanted(&self, tx: &mut Tx) -> Result<(), IngestError> {
        match tx.signals(&self.location).await? {
            None => Err(IngestError::Removed),
            Some(Signals { is_paused: true, .. }) => Err(IngestError::Paused),
            Some(_) => Ok(()),
        }
    }
}
