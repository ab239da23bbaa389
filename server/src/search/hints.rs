//! Where in the catalog the documents of the index were last seen. Looking an entity up by its key follows a handful of
//! pointers all over memory; a query with many hits is several times as fast where it can begin with a good guess.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentOrdinal};

use super::UidKey;
use crate::graph::Slot;
use crate::live::Live;

/// Guesses for each document of each segment. Wrong ones cost a look-up, never a wrong answer: a guess counts only if
/// the entity there has the document's key.
#[derive(Clone, Default)]
pub(super) struct Hints {
    by_ordinal: Arc<[Guesses]>,
    by_id: Arc<HashMap<SegmentId, Guesses>>,
}

type Guesses = Arc<[AtomicU32]>;

impl Hints {
    /// Hints for the segments of a searcher; segments that were there before keep theirs.
    pub(super) fn new(searcher: &Searcher, before: &Self) -> Self {
        let readers = searcher.segment_readers();
        let guesses = readers.iter().map(|segment| {
            let known = before.by_id.get(&segment.segment_id());
            known.cloned().unwrap_or_else(|| (0..segment.max_doc()).map(|_| AtomicU32::new(u32::MAX)).collect())
        });
        let by_ordinal: Vec<Guesses> = guesses.collect();
        let by_id = readers.iter().map(|segment| segment.segment_id()).zip(by_ordinal.iter().cloned()).collect();
        Self { by_ordinal: by_ordinal.into(), by_id: Arc::new(by_id) }
    }

    /// The entity of a document, if the catalog has it.
    pub(super) fn slot(&self, live: &Live, segment: SegmentOrdinal, document: DocId, key: UidKey) -> Option<Slot> {
        let guess = self.by_ordinal.get(segment as usize).and_then(|guesses| guesses.get(document as usize));
        // Nothing else hangs on the guess, so it needs no order with other memory.
        let guessed = guess.map(|guess| Slot::new(guess.load(Ordering::Relaxed) as usize));
        if let Some(slot) = guessed.filter(|slot| live.search_row(*slot).is_some_and(|there| there.uid_key == key)) {
            return Some(slot);
        }
        let slot = live.slot_by_uid_key(key)?;
        if let (Some(guess), Ok(index)) = (guess, u32::try_from(slot.index())) {
            guess.store(index, Ordering::Relaxed);
        }
        Some(slot)
    }
}
