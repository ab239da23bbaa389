//! Pushes of one location, one after the other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

/// A source and a repository of it.
type Place = (String, String);

/// By place, whose turn it is. Of two pushes at once that compare with the same state, one would have done its
/// work for nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns(Arc<Mutex<HashMap<Place, Weak<Turn<()>>>>>);

impl Turns {
    /// Waits until no other push of this process is under way to the same place, and holds that off until what is returned is
    /// dropped.
    pub(super) async fn wait(&self, source: &str, repository: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| turn.strong_count() > 0);
            let turn = turns.entry((source.to_owned(), repository.to_owned())).or_default();
            turn.upgrade().unwrap_or_else(|| {
                let new = Arc::new(Turn::new(()));
                *turn = Arc::downgrade(&new);
                new
            })
        };
        turn.lock_owned().await
    }
}
