//! A page of entities.

use std::cmp::Ordering;

use catalog_schema::wire::{EntityList, ListQuery, Problem};

use super::cursor::Side;
use super::entity::to_wire;
use super::groups::Groups;
use super::order::{Order, Position};
use super::ranking::{Place, Ranking};
use super::{Filters, cursor, problems};
use crate::graph::{Measured, Slot};
use crate::live::SlotBitmap;
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
    list_among(seen, seen.live().postings().all(), query)
}

/// The same of these entities alone.
///
/// # Errors
/// As [`list`].
pub(crate) fn list_among(seen: Measured<'_>, among: &SlotBitmap, query: &ListQuery) -> Result<EntityList, Problem> {
    let live = seen.live();
    let order = Order::parse(query.order.as_deref())?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(problems::invalid_limit(limit, MAX_LIMIT));
    }
    let start = query.cursor.as_deref().map(|text| cursor::decode(seen, order, text)).transpose()?;
    let ranking = Ranking::new(order, seen);
    let edge = start.as_ref().map(|(side, mark)| {
        let position = order.recall(mark);
        (*side, ranking.key(&position), position)
    });
    let filters = Filters::narrowed(seen, &query.filter, &query.also)?;
    let found = search::matching(seen, query.q.as_deref())?;
    let passing = match found {
        Some(found) => filters.passing(&(found & among)),
        None => filters.passing(among),
    };

    let backwards = matches!(edge, Some((Side::Before, ..)));
    let mut page = Page { ranking: &ranking, backwards, limit: limit as usize, places: Vec::new(), more: false };
    let total = passing.len();
    let at_edge = edge.as_ref().map(|(side, _, position)| (*side, ranking.value(position)));
    let groups = Groups::of(&ranking, &passing, at_edge, page.limit);
    let candidates = groups.as_ref().map_or(&passing, |groups| &groups.candidates);
    let mut beyond_edge = total - groups.as_ref().map_or(0, |groups| groups.other_side);
    for place in candidates.iter().map(|number| ranking.place(Slot::of(number))) {
        let wanted = edge.as_ref().is_none_or(|(side, key, position)| match side {
            Side::After => ranking.compare_to(&place, *key, position).is_gt(),
            Side::Before => ranking.compare_to(&place, *key, position).is_lt(),
        });
        if wanted {
            page.offer(place);
        } else {
            beyond_edge -= 1;
        }
    }
    if backwards && beyond_edge <= u64::from(limit) {
        // The way back has reached the beginning, which is a page of full length.
        return list_among(seen, among, &ListQuery { cursor: None, ..query.clone() });
    }
    let places = page.finish();
    let length = places.len() as u64;
    let skipped = if backwards { beyond_edge - length } else { total - beyond_edge };
    let at = |place: Option<&Place>| place.and_then(|place| ranking.position(place.slot));
    let next = at(places.last()).filter(|_| skipped + length < total);
    let previous = at(places.first()).or(edge.map(|(.., position)| position)).filter(|_| skipped > 0);
    let cursor = |side, position: Position<'_>| cursor::encode(seen, order, side, position.mark());
    Ok(EntityList {
        items: places.iter().filter_map(|place| to_wire(seen, place.slot)).collect(),
        total,
        skipped,
        next_cursor: next.and_then(|position| cursor(Side::After, position)),
        previous_cursor: previous.and_then(|position| cursor(Side::Before, position)),
        revision: live.revision(),
    })
}

/// The first places of an order, or the last ones, gathered in one pass.
struct Page<'a> {
    ranking: &'a Ranking<'a>,
    /// The last ones are wanted.
    backwards: bool,
    limit: usize,
    places: Vec<Place>,
    /// Something came after the places.
    more: bool,
}

impl Page<'_> {
    /// Takes a place unless the page is full of earlier ones. Places gather to twice the limit before they are sorted
    /// out, which makes one cost a comparison or two.
    fn offer(&mut self, place: Place) {
        if self.more
            && let Some(last) = self.places.get(self.limit - 1)
            && wanted_first(self.ranking, self.backwards, &place, last).is_gt()
        {
            return;
        }
        self.places.push(place);
        if self.places.len() >= 2 * self.limit {
            self.cut();
        }
    }

    /// Puts the places in order and drops those beyond the limit.
    fn cut(&mut self) {
        let (ranking, backwards) = (self.ranking, self.backwards);
        self.places.sort_unstable_by(|one, other| wanted_first(ranking, backwards, one, other));
        self.more |= self.places.len() > self.limit;
        self.places.truncate(self.limit);
    }

    /// The places in the list's order.
    fn finish(mut self) -> Vec<Place> {
        self.cut();
        if self.backwards {
            self.places.reverse();
        }
        self.places
    }
}

/// Compares by which of two places is rather wanted.
fn wanted_first(ranking: &Ranking<'_>, backwards: bool, one: &Place, other: &Place) -> Ordering {
    let compared = ranking.compare(one, other);
    if backwards { compared.reverse() } else { compared }
}
