//! What several entities have in common.

use catalog_schema::wire::{Common, CommonItem, CommonQuery, Problem};

use super::super::{Slot, Spread, Steps};
use super::cursor::{self, page_size};
use super::least::page_by_distance;
use super::named::{Named, nodes, texts};
use crate::lists::problems;
use crate::live::Live;

/// Entities that may be asked for.
const MOST_REFS: usize = 10;

/// What every one of several entities depends on, directly or not, or what depends on every one of them. What is within
/// the fewest steps of all of them comes first.
///
/// # Errors
/// 400 `invalid_ref`, `too_few_refs`, `too_many_refs`, `invalid_limit` or `invalid_cursor`; 404 `entity_not_found`; 410
/// `cursor_expired`.
pub fn common(live: &Live, query: &CommonQuery) -> Result<Common, Problem> {
    let limit = page_size(query.limit)?;
    let view = live.graph();
    let slots = nodes(live, &query.refs)?;
    if slots.len() < 2 {
        let detail = "what entities have in common takes at least two references, `ref=…&ref=…`";
        return Err(problems::bad_request("too_few_refs", "Too few references", detail));
    }
    if slots.len() > MOST_REFS {
        let detail = format!("{} references are asked for; there may be {MOST_REFS}", slots.len());
        return Err(problems::bad_request("too_many_refs", "Too many references", detail));
    }
    let refs = texts(view, slots.iter().copied());
    let question: Vec<&str> =
        ["common", query.direction.as_str()].into_iter().chain(refs.iter().map(String::as_str)).collect();
    let after: Option<(u32, String)> = cursor::decode(live, &question, query.cursor.as_deref())?;
    let steps = Steps::from(query.direction);
    let spreads: Vec<Spread> = slots.iter().map(|&slot| Spread::new(view, &[slot], &steps, u32::MAX)).collect();
    let levels = shared(&spreads);
    let by_distance = (0..).zip(levels.iter().map(Vec::as_slice));
    let (page, more) = page_by_distance(view, by_distance, after.as_ref(), limit);
    let items: Vec<CommonItem> = page.iter().map(|&slot| item(live, &spreads, slot)).collect();
    let last = items.last().filter(|_| more);
    let farthest = |item: &CommonItem| item.distances.iter().copied().max().unwrap_or_default();
    let next_cursor = last.and_then(|last| cursor::encode(live, &question, &(farthest(last), &last.entity_ref)));
    let total = levels.iter().map(|level| level.len() as u64).sum();
    Ok(Common { direction: query.direction, items, total, next_cursor, revision: live.revision(), refs })
}

/// What all searches hit, by the distance from the farthest root.
pub(in crate::graph) fn shared(spreads: &[Spread]) -> Vec<Vec<Slot>> {
    let mut levels: Vec<Vec<Slot>> = Vec::new();
    let Some(fewest) = spreads.iter().min_by_key(|spread| spread.hit().len()) else { return levels };
    for &slot in fewest.hit() {
        let mut farthest = 0;
        // At distance 0 it is one of those asked for, which nothing hits by way of itself.
        let by_all = spreads.iter().all(|spread| match spread.distance(slot) {
            None | Some(0) => false,
            Some(distance) => {
                farthest = farthest.max(distance);
                true
            }
        });
        if by_all {
            let farthest = farthest as usize;
            if levels.len() <= farthest {
                levels.resize_with(farthest + 1, Vec::new);
            }
            levels[farthest].push(slot);
        }
    }
    levels
}

fn item(live: &Live, spreads: &[Spread], slot: Slot) -> CommonItem {
    let Named { entity_ref, kind, title, owner, tier, dangling } = Named::new(live, slot);
    let distances = spreads.iter().filter_map(|spread| spread.distance(slot)).collect();
    CommonItem { entity_ref, kind, title, distances, owner, tier, dangling }
}
