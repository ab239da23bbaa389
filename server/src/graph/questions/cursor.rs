//! Cursors of the graph's answers: after what the next page begins. They hold what stood at the edge, not how many came
//! before, and belong to one question.

use catalog_schema::wire::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::hex;
use crate::lists::problems;
use crate::live::Live;

/// Items on a page unless something else is asked for.
const USUAL: u32 = 200;
/// Items on a page at most.
const MOST: u32 = 1_000;

/// How many items the page asked for has.
///
/// # Errors
/// 400 `invalid_limit`.
pub(super) fn page_size(limit: Option<u32>) -> Result<usize, Problem> {
    match limit.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit as usize),
        limit => Err(problems::invalid_limit(limit, MOST)),
    }
}

/// The opaque text for "after this key" of this question.
pub(super) fn encode<K: Serialize>(live: &Live, question: &[&str], key: &K) -> Option<String> {
    let json = serde_json::to_vec(&(live.epoch(), question, key)).ok()?;
    Some(hex::encode(&json))
}

/// Reads a cursor back, if there is one.
///
/// # Errors
/// 400 `invalid_cursor` for a text that this question's answers did not give; 410 `cursor_expired` where the catalog was
/// restored since.
pub(super) fn decode<K: DeserializeOwned>(
    live: &Live,
    question: &[&str],
    text: Option<&str>,
) -> Result<Option<K>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let cursor: Option<(String, Vec<String>, K)> =
        hex::decode(text).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match cursor {
        Some((epoch, ..)) if epoch != live.epoch() => {
            let detail = "the catalog was restored since the cursor was given; begin again without a cursor";
            Err(Problem::new(410, "cursor_expired", "Cursor expired", detail))
        }
        Some((_, of, key)) if of == question => Ok(Some(key)),
        _ => {
            let detail = "the cursor is not of this question; begin again without a cursor and follow those of the \
                          answer unchanged";
            Err(problems::bad_request("invalid_cursor", "Invalid cursor", detail))
        }
    }
}
