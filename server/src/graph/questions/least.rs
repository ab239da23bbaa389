//! The first of many by distance and reference. Nothing is sorted but what is taken.

use std::collections::BinaryHeap;

use catalog_schema::model::EntityRef;

use super::super::{GraphView, Slot};

/// The first nodes after a place, by distance and reference, and whether there are more. The levels come in their order.
pub(super) fn page_by_distance<'a>(
    view: &impl GraphView,
    levels: impl Iterator<Item = (u32, &'a [Slot])>,
    after: Option<&(u32, String)>,
    limit: usize,
) -> (Vec<Slot>, bool) {
    let mut found = Vec::new();
    for (distance, level) in levels {
        let after = match after {
            Some((at, _)) if *at > distance => continue,
            Some((at, entity_ref)) if *at == distance => Some(entity_ref.as_str()),
            _ => None,
        };
        if take_least(view, level, after, &mut found, limit) {
            return (found, true);
        }
    }
    (found, false)
}

/// Adds to `found` the nodes whose references are the least and greater than `after`, in order, until it has `len`;
/// whether some were left over.
fn take_least(view: &impl GraphView, slots: &[Slot], after: Option<&str>, found: &mut Vec<Slot>, len: usize) -> bool {
    let room = len.saturating_sub(found.len());
    let mut kept: BinaryHeap<(&EntityRef, Slot)> = BinaryHeap::with_capacity(room);
    let mut left_over = false;
    for &slot in slots {
        let entity_ref = view.entity_ref(slot);
        if after.is_some_and(|after| entity_ref.as_str() <= after) {
            continue;
        }
        if kept.len() < room {
            kept.push((entity_ref, slot));
            continue;
        }
        left_over = true;
        if room == 0 {
            break;
        }
        if let Some(mut greatest) = kept.peek_mut().filter(|greatest| entity_ref < greatest.0) {
            *greatest = (entity_ref, slot);
        }
    }
    found.extend(kept.into_sorted_vec().into_iter().map(|(_, slot)| slot));
    left_over
}
