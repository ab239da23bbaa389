//! What the lines of an archive say.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::hex;
use crate::store::{ColumnType, Value};

/// The version of the format that is written, and the latest that is read.
pub(super) const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    /// `catalog`
    pub(super) sextant: String,
    pub(super) version: u32,
    /// The release that wrote it.
    pub(super) made_by: String,
    pub(super) epoch: String,
    pub(super) revision: u64,
    /// Of all tables together.
    pub(super) rows: u64,
}

/// Any other line that is an object; rows are arrays.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Mark {
    /// Rows of this table follow.
    Table { table: String, columns: Vec<String> },
    /// The last line: the BLAKE3 hash, in hex, of all bytes before it.
    End { rows: u64, blake3: String },
}

pub(super) fn field_to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => hex::encode(bytes).into(),
    }
}

/// None where the field cannot be of that type.
pub(super) fn field_from_json(json: Json, column_type: ColumnType) -> Option<Value> {
    Some(match (column_type, json) {
        (_, Json::Null) => Value::Null,
        (ColumnType::Int, Json::Number(number)) => Value::Int(number.as_i64()?),
        (ColumnType::Text, Json::String(text)) => Value::Text(text),
        (ColumnType::Bytes, Json::String(text)) => Value::Bytes(hex::decode(&text)?),
        _ => return None,
    })
}
