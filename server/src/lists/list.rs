//! A page of entities.

use std::cmp::Ordering;

use catalog_schema::wire::{EntityList, ListQuery, Problem};

use super::cursor::Side;
use super::entity::to_wire;
use super::order::{Order, Position};
use super::{Filters, cursor, problems};
use crate::graph::{Measured, Slot, SlotSet};
use crate::live::{Live, Row};
use crate::search;

/// Entities in a page where the query does not say.
const DEFAULT_LIMIT: u32 = 50;
/// Entities in a page at most.
const MAX_LIMIT: u32 = 1_000;

/// The entities that a query asks for, in its order, without descriptors.
///
/// # Errors
/// 400 `invalid_filter`, `unknown_filter_field`, `invalid_ref`, `unknown_order`, `invalid_limit` or `invalid_cursor`;
/// 410 `cursor_expired`; 503 `search_unavailable` where the query has words and the index cannot be read.
pub fn list<'a>(seen: impl Into<Measured<'a>>, query: &ListQuery) -> Result<EntityList, Problem> {
    let seen = seen.into();
    let live = seen.live();
    let order = Order::parse(query.order.as_deref())?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let start = query.cursor.as_deref().map(|text| cursor::decode(seen, order, text)).transpose()?;
    let edge = start.as_ref().map(|(side, mark)| (*side, order.recall(mark)));
    let filters = Filters::narrowed(live, &query.filter, &query.also)?;
    let found = search::matching(live, query.q.as_deref())?;

    let backwards = matches!(edge, Some((Side::Before, _)));
    let mut page = Page { order, backwards, limit: limit as usize, entries: Vec::new(), more: false };
    let mut total: u64 = 0;
    let mut beyond_edge: u64 = 0;
    for (slot, row) in candidates(live, found.as_ref()) {
        if !filters.pass(slot, row) {
            continue;
        }
        total += 1;
        let position = order.position(seen, slot, row);
        let wanted = match &edge {
            None => true,
            Some((Side::After, edge)) => order.compare(&position, edge).is_gt(),
            Some((Side::Before, edge)) => order.compare(&position, edge).is_lt(),
        };
        if wanted {
            beyond_edge += 1;
            page.offer(slot, position);
        }
    }
    if backwards && beyond_edge <= u64::from(limit) {
        // The way back has reached the beginning, which is a page of full length.
        return list(seen, &ListQuery { cursor: None, ..query.clone() });
    }
    let entries = page.finish();
    let length = entries.len() as u64;
    let skipped = if backwards { beyond_edge - length } else { total - beyond_edge };
    let first = entries.first().map(|(_, position)| position);
    let last = entries.last().map(|(_, position)| position);
    let next = last.filter(|_| skipped + length < total);
    let previous = first.or(edge.as_ref().map(|(_, edge)| edge)).filter(|_| skipped > 0);
    let cursor = |side, position: &Position<'_>| cursor::encode(seen, order, side, position.mark());
    Ok(EntityList {
        items: entries.iter().filter_map(|(slot, _)| to_wire(seen, *slot)).collect(),
        total,
        skipped,
        next_cursor: next.and_then(|position| cursor(Side::After, position)),
        previous_cursor: previous.and_then(|position| cursor(Side::Before, position)),
        revision: live.revision(),
    })
}

/// The entities that a query's words leave, or all.
pub(super) fn candidates<'a>(live: &'a Live, found: Option<&'a SlotSet>) -> impl Iterator<Item = (Slot, &'a Row)> {
    live.rows().filter(move |(slot, _)| found.is_none_or(|found| found.contains(*slot)))
}

/// The first entries of an order, or the last ones, gathered in one pass.
struct Page<'a> {
    order: Order,
    /// The last ones are wanted.
    backwards: bool,
    limit: usize,
    entries: Vec<(Slot, Position<'a>)>,
    /// Something came after the entries.
    more: bool,
}

impl<'a> Page<'a> {
    /// Takes an entry unless the page is full of earlier ones. Entries gather to twice the limit before they are sorted
    /// out, which makes an entry cost a comparison or two.
    fn offer(&mut self, slot: Slot, position: Position<'a>) {
        if self.more
            && let Some((_, last)) = self.entries.get(self.limit - 1)
            && wanted_first(self.order, self.backwards, &position, last).is_gt()
        {
            return;
        }
        self.entries.push((slot, position));
        if self.entries.len() >= 2 * self.limit {
            self.cut();
        }
    }

    /// Puts the entries in order and drops those beyond the limit.
    fn cut(&mut self) {
        let (order, backwards) = (self.order, self.backwards);
        self.entries.sort_unstable_by(|one, other| wanted_first(order, backwards, &one.1, &other.1));
        self.more |= self.entries.len() > self.limit;
        self.entries.truncate(self.limit);
    }

    /// The entries in the list's order.
    fn finish(mut self) -> Vec<(Slot, Position<'a>)> {
        self.cut();
        if self.backwards {
            self.entries.reverse();
        }
        self.entries
    }
}

/// Compares by which of two entries is rather wanted.
fn wanted_first(order: Order, backwards: bool, one: &Position<'_>, other: &Position<'_>) -> Ordering {
    let compared = order.compare(one, other);
    if backwards { compared.reverse() } else { compared }
}
