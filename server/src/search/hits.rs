//! The entities that a query finds.

use std::sync::Arc;

use catalog_schema::wire::Problem;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::asked::Asked;
use super::error::unavailable;
use super::fields::KEY;
use super::known::Known;
use super::query::{Closeness, Maker};
use super::{SearchReader, UidKey};
use crate::graph::{Measured, Slot, SlotSet};
use crate::lists::Filters;
use crate::live::{Live, SlotBitmap};

/// What a query found, in no order.
#[derive(Debug)]
pub(super) struct Hits {
    /// In the catalog of the snapshot, each once.
    pub(super) found: Vec<Hit>,
    /// Nothing matches more closely.
    pub(super) closeness: Closeness,
}

/// A hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) slot: Slot,
    pub(super) score: Score,
    /// Where the index has it.
    pub(super) address: DocAddress,
}

/// Everything that matches; if nothing does, everything that nearly does, where it can be told by those words alone that
/// nothing has; and if nothing does that either and `in_part`
/// will do, what matches the most of the words, at least half of them.
pub(super) fn hits(seen: Measured<'_>, asked: &Asked, in_part: bool) -> Result<Hits, Problem> {
    let live = seen.live();
    let filters = Filters::narrowed(seen, &[], &asked.filters)?;
    let words = asked.weighty_and_small().0.len();
    let fewer = (words.div_ceil(2).max(1)..words).rev().map(Closeness::InPart).filter(|_| in_part);
    let mut last = Closeness::AsWritten;
    let known = Known::of(live.search(), asked);
    let steps = [Closeness::AsWritten, Closeness::UnknownNearly, Closeness::Nearly];
    for closeness in steps.into_iter().chain(fewer) {
        if closeness == Closeness::UnknownNearly && !known.tells_words_apart(asked) {
            continue;
        }
        last = closeness;
        let mut found = found(live, &*Maker { live, closeness, known: &known }.query(asked))?;
        if !asked.filters.is_empty() {
            let passing = filters.passing(&bitmap(&found));
            found.retain(|hit| passing.contains(hit.slot.number()));
        }
        if !found.is_empty() {
            return Ok(Hits { found, closeness });
        }
    }
    Ok(Hits { found: Vec::new(), closeness: last })
}

/// The entities that a list is narrowed to by a query; none where there is no query. A query without anything to look
/// for in it finds nothing.
///
/// # Errors
/// 503 `search_unavailable`.
pub(crate) fn matching(seen: Measured<'_>, query: Option<&str>) -> Result<Option<SlotBitmap>, Problem> {
    let Some(query) = query.filter(|query| !query.trim().is_empty()) else { return Ok(None) };
    let found = match Asked::parse(seen.live(), query) {
        Some(asked) => hits(seen, &asked, false)?.found,
        None => Vec::new(),
    };
    Ok(Some(bitmap(&found)))
}

/// The entities that were found.
pub(super) fn bitmap(found: &[Hit]) -> SlotBitmap {
    let mut set = SlotSet::default();
    found.iter().for_each(|hit| {
        set.insert(hit.slot);
    });
    set.to_bitmap()
}

/// Everything that is called so; if nothing is, everything that nearly is.
pub(super) fn called(live: &Live, asked: &Asked) -> Result<Vec<Hit>, Problem> {
    let known = Known::of(live.search(), asked);
    let called = |closeness| found(live, &*Maker { live, closeness, known: &known }.called(asked));
    match called(Closeness::AsWritten)? {
        found if found.is_empty() => called(Closeness::Nearly),
        found => Ok(found),
    }
}

fn found(live: &Live, query: &dyn Query) -> Result<Vec<Hit>, Problem> {
    let SearchReader { searcher, hints, .. } = live.search();
    let documents = searcher.search(query, &Everything).map_err(|error| unavailable(&error))?;
    // The index may lag behind: what it finds may be gone.
    let hits = documents.into_iter().filter_map(|found| {
        let slot = hints.slot(live, found.address.segment_ord, found.address.doc_id, found.key)?;
        Some(Hit { slot, score: found.score, address: found.address })
    });
    Ok(hits.collect())
}

/// The entities whose documents match.
pub(super) fn keys(live: &Live, query: &dyn Query) -> tantivy::Result<Vec<UidKey>> {
    let found = live.search().searcher.search(query, &Everything)?;
    Ok(found.into_iter().map(|found| found.key).collect())
}

/// Collects every match with its score.
struct Everything;

/// A document that matches.
#[derive(Clone, Copy)]
struct Found {
    address: DocAddress,
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
        self.found.push(Found { address: DocAddress::new(self.ordinal, document), key, score });
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
