//! A page of entities.

use std::cmp::Ordering;

use catalog_schema::wire::{EntityList, ListQuery, Problem};

use super::entity::to_wire;
use super::order::{Order, Position};
use super::{Filters, cursor, problems};
use crate::graph::{Slot, SlotSet};
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
pub fn list(live: &Live, query: &ListQuery) -> Result<EntityList, Problem> {
    let order = Order::parse(query.order.as_deref())?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let mark = query.cursor.as_deref().map(|text| cursor::decode(live, order, text)).transpose()?;
    let after = mark.as_ref().map(|mark| order.recall(mark));
    let filters = Filters::new(live, &query.filter)?;
    let found = search::matching(live, query.q.as_deref())?;

    let mut total = 0;
    let mut page = Page { order, limit: limit as usize, entries: Vec::new(), more: false };
    for (slot, row) in candidates(live, found.as_ref()) {
        if !filters.pass(slot, row) {
            continue;
        }
        total += 1;
        let position = order.position(live, slot, row);
        if after.as_ref().is_none_or(|after| order.compare(&position, after).is_gt()) {
            page.offer(slot, position);
        }
    }
    page.cut();
    let last = page.entries.last().filter(|_| page.more);
    let next_cursor = last.and_then(|(_, position)| cursor::encode(live, order, position.mark()));
    let items = page.entries.iter().filter_map(|(slot, _)| to_wire(live, *slot)).collect();
    Ok(EntityList { items, total, next_cursor, revision: live.revision() })
}

/// The entities that a query's words leave, or all.
pub(super) fn candidates<'a>(live: &'a Live, found: Option<&'a SlotSet>) -> impl Iterator<Item = (Slot, &'a Row)> {
    live.rows().filter(move |(slot, _)| found.is_none_or(|found| found.contains(*slot)))
}

/// The first entries of an order, gathered in one pass.
struct Page<'a> {
    order: Order,
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
            && self.order.compare(&position, last).is_gt()
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
        let order = self.order;
        let compare =
            |one: &(Slot, Position<'a>), other: &(Slot, Position<'a>)| -> Ordering { order.compare(&one.1, &other.1) };
        self.entries.sort_unstable_by(compare);
        self.more |= self.entries.len() > self.limit;
        self.entries.truncate(self.limit);
    }
}
