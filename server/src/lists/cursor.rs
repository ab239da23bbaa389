//! Cursors: where the next page of a list begins or the page before ends, by what the entity at the edge was, not by how
//! many came before. A list that changes meanwhile neither repeats nor skips what did not change.

use catalog_schema::wire::Problem;
use serde::{Deserialize, Serialize};

use super::order::{Mark, Order};
use super::problems;
use crate::graph::Measured;
use crate::hex;

#[derive(Debug, Serialize, Deserialize)]
struct Cursor {
    #[serde(rename = "e")]
    epoch: String,
    #[serde(rename = "o")]
    order: String,
    #[serde(rename = "s", default)]
    side: Side,
    /// The list was ordered by what was measured of the whole graph, and it was measured already.
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    measured: bool,
    #[serde(flatten)]
    mark: Mark,
}

/// On which side of its mark a page lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Side {
    #[default]
    #[serde(rename = "a")]
    After,
    #[serde(rename = "b")]
    Before,
}

/// The opaque text for "after this" or "before this".
pub(super) fn encode(seen: Measured<'_>, order: Order, side: Side, mark: Mark) -> Option<String> {
    let epoch = seen.live().epoch().to_owned();
    let cursor = Cursor { epoch, order: order.name(), side, measured: order.is_measured(seen), mark };
    let bytes = serde_json::to_vec(&cursor).ok()?;
    Some(hex::encode(&bytes))
}

/// Reads a cursor back.
///
/// # Errors
/// 400 `invalid_cursor` for a text that no list with this order gave; 410 `cursor_expired` where the catalog was restored
/// or rebuilt since, and where what the list is ordered by was not measured then and is now, or the other way round: then
/// nothing stands where it stood.
pub(super) fn decode(seen: Measured<'_>, order: Order, text: &str) -> Result<(Side, Mark), Problem> {
    let invalid = |why: &str| {
        let detail = format!("{why}; begin again without a cursor and follow those of the answer unchanged");
        problems::bad_request("invalid_cursor", "Invalid cursor", detail)
    };
    let garbled = || invalid("the cursor is not one that a list gave");
    let bytes = hex::decode(text).ok_or_else(garbled)?;
    let cursor: Cursor = serde_json::from_slice(&bytes).map_err(|_| garbled())?;
    let expired = |why: &str| {
        let detail = format!("{why} since the cursor was given; begin again without a cursor");
        Problem::new(410, "cursor_expired", "Cursor expired", detail)
    };
    if cursor.epoch != seen.live().epoch() {
        return Err(expired("the catalog was restored"));
    }
    if cursor.order != order.name() {
        let why = format!("the cursor belongs to the order {:?}, not to {:?}", cursor.order, order.name());
        return Err(invalid(&why));
    }
    if !order.accepts(&cursor.mark) {
        return Err(garbled());
    }
    if cursor.measured != order.is_measured(seen) {
        return Err(expired("what the list is ordered by was counted for the first time, or is to be counted again,"));
    }
    Ok((cursor.side, cursor.mark))
}
