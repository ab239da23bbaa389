//! Cursors of lists that are read from the store: hexadecimal JSON of the epoch and of the key at the edge.

use catalog_schema::wire::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problems::{cursor_expired, invalid_cursor};
use crate::hex;

/// The opaque text for "after this key".
pub(crate) fn encode<K: Serialize>(epoch: &str, key: &K) -> String {
    let json = serde_json::json!((epoch, key)).to_string();
    hex::encode(json.as_bytes())
}

/// Reads a cursor back.
///
/// # Errors
/// 400 `invalid_cursor`; 410 `cursor_expired` where the catalog was restored since.
pub(crate) fn decode<K: DeserializeOwned>(epoch: &str, text: &str) -> Result<K, Problem> {
    let key: Option<(String, K)> = hex::decode(text).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    match key {
        Some((of, key)) if of == epoch => Ok(key),
        Some(_) => Err(cursor_expired()),
        None => Err(invalid_cursor()),
    }
}
