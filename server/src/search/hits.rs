//! The entities that a query finds.

use std::sync::Arc;

use catalog_schema::wire::Problem;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::error::unavailable;
use super::fields::KEY;
use super::query::Words;
use super::{SearchReader, UidKey};
use crate::graph::{Slot, SlotSet};
use crate::live::{Live, SlotBitmap};

/// What a query found, in no order.
#[derive(Debug)]
pub(super) struct Hits {
    /// In the catalog of the snapshot, each once.
    pub(super) found: Vec<(Slot, Score)>,
    /// Nothing matched as written; these match with typos.
    pub(super) with_typos: bool,
}

/// Everything that matches; if nothing does, everything that nearly does.
pub(super) fn hits(live: &Live, words: &Words) -> Result<Hits, Problem> {
    let found = run(live, words, false)?;
    if !found.is_empty() {
        return Ok(Hits { found, with_typos: false });
    }
    Ok(Hits { found: run(live, words, true)?, with_typos: true })
}

/// The entities that a list is narrowed to by a query; none where there is no query. A query without a word in it finds
/// nothing.
///
/// # Errors
/// 503 `search_unavailable`.
pub(crate) fn matching(live: &Live, query: Option<&str>) -> Result<Option<SlotBitmap>, Problem> {
    let Some(query) = query.filter(|query| !query.trim().is_empty()) else { return Ok(None) };
    let found = match Words::parse(query) {
        Some(words) => hits(live, &words)?.found,
        None => Vec::new(),
    };
    Ok(Some(bitmap(&found)))
}

/// The entities that were found.
pub(super) fn bitmap(found: &[(Slot, Score)]) -> SlotBitmap {
    let mut set = SlotSet::default();
    found.iter().for_each(|(slot, _)| {
        set.insert(*slot);
    });
    set.to_bitmap()
}

fn run(live: &Live, words: &Words, typos: bool) -> Result<Vec<(Slot, Score)>, Problem> {
    let SearchReader { searcher, fields, hints } = live.search();
    let query = words.to_query(fields, typos);
    let documents = searcher.search(&query, &Everything).map_err(|error| unavailable(&error))?;
    // The index may lag behind: what it finds may be gone.
    let slots = documents
        .into_iter()
        .filter_map(|found| Some((hints.slot(live, found.segment, found.document, found.key)?, found.score)));
    Ok(slots.collect())
}

/// Collects every match with its score.
struct Everything;

/// A document that matches.
#[derive(Clone, Copy)]
struct Found {
    segment: SegmentOrdinal,
    document: DocId,
    key: UidKey,
    score: Score,
}

struct Segment {
    ordinal: SegmentOrdinal,
    keys: Arc<dyn ColumnValues<u64>>,
    found: Vec<Found>,
}

impl Collector for Everything {
    type Fruit = Vec<Found>;
    type Child = Segment;

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Segment> {
        let keys = segment.fast_fields().u64(KEY)?.first_or_default_col(0);
        Ok(Segment { ordinal, keys, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(segments.concat())
    }
}

impl SegmentCollector for Segment {
    type Fruit = Vec<Found>;

    fn collect(&mut self, document: DocId, score: Score) {
        let key = UidKey::from_index(self.keys.get_val(document));
        self.found.push(Found { segment: self.ordinal, document, key, score });
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
