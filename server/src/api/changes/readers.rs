//! How many may wait for changes at once: each holds a connection, memory and a task for as long as it likes.

use std::fmt;
use std::sync::Arc;

use catalog_schema::wire::Problem;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::api::problems;

/// The places for those who wait for changes. Cheap to clone; clones share the places.
#[derive(Clone)]
pub struct Readers {
    most: u32,
    places: Arc<Semaphore>,
}

impl Readers {
    /// So many places.
    pub fn at_most(most: u32) -> Self {
        let places = usize::try_from(most).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        Self { most, places: Arc::new(Semaphore::new(places)) }
    }

    /// A place, which is free again when it is dropped.
    ///
    /// # Errors
    /// 503 `too_many_streams` where all are taken.
    pub(super) fn take(&self) -> Result<OwnedSemaphorePermit, Problem> {
        Arc::clone(&self.places).try_acquire_owned().map_err(|_| problems::too_many_streams(self.most))
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("most", &self.most).field("free", &self.places.available_permits()).finish()
    }
}
