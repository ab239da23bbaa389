//! What a value of a declared fact is.

use serde_json::Value;
use thiserror::Error;

use crate::facts::FactType;

/// Bytes of a text.
const MAX_TEXT: usize = 1_000;
/// Entries of a list.
const MAX_ITEMS: usize = 100;

/// The type of a declared fact's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A number, with decimals or without.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A text.
    String,
    /// A moment, RFC 3339.
    Timestamp,
    /// A list of texts.
    ListOfStrings,
}

/// Why a value is none of a type.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// It is something else.
    #[error("it is {found}; write {expected}")]
    Type {
        /// What it is.
        found: &'static str,
        /// What it has to be.
        expected: &'static str,
    },
    /// It takes more room than it may.
    #[error("it is too long: a text may have {MAX_TEXT} bytes, and a list {MAX_ITEMS} entries")]
    TooLong,
}

impl ValueType {
    /// All of them, as descriptors name them.
    pub const ALL: [(&'static str, Self); 6] = [
        ("number", Self::Number),
        ("integer", Self::Integer),
        ("boolean", Self::Boolean),
        ("string", Self::String),
        ("timestamp", Self::Timestamp),
        ("list-of-strings", Self::ListOfStrings),
    ];

    /// As descriptors name it.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// The type of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, found)| *found)
    }

    /// The type as rules see it.
    pub(crate) fn fact_type(self) -> FactType {
        match self {
            Self::Number => FactType::Number,
            Self::Integer => FactType::Int,
            Self::Boolean => FactType::Bool,
            Self::String => FactType::Text,
            Self::Timestamp => FactType::Moment,
            Self::ListOfStrings => FactType::TextList,
        }
    }

    /// Whether a value is of this type, and no longer than it may be.
    ///
    /// # Errors
    /// What is wrong with it, and what it should be.
    pub fn check(self, value: &Value) -> Result<(), Wrong> {
        let is_it = match (self, value) {
            (Self::Number, Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
            (Self::Integer, Value::Number(number)) => number.is_i64(),
            (Self::Boolean, Value::Bool(_)) | (Self::String, Value::String(_)) => true,
            (Self::Timestamp, Value::String(text)) => moment(text).is_some(),
            (Self::ListOfStrings, Value::Array(items)) => items.iter().all(Value::is_string),
            _ => false,
        };
        if !is_it {
            return Err(Wrong::Type { found: called(value), expected: self.expected() });
        }
        let is_short = |value: &Value| value.as_str().is_none_or(|text| text.len() <= MAX_TEXT);
        match value {
            Value::Array(items) if items.len() > MAX_ITEMS || !items.iter().all(is_short) => Err(Wrong::TooLong),
            text if !is_short(text) => Err(Wrong::TooLong),
            _ => Ok(()),
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Integer => "a whole number",
            Self::Boolean => "true or false",
            Self::String => "text",
            Self::Timestamp => "a moment such as \"2026-12-01T09:30:00Z\"",
            Self::ListOfStrings => "a list of texts",
        }
    }
}

/// Milliseconds since the Unix epoch of a moment as RFC 3339 has it.
pub(crate) fn moment(text: &str) -> Option<i64> {
    Some(text.parse::<jiff::Timestamp>().ok()?.as_millisecond())
}

fn called(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "a number with decimals",
        Value::Number(number) if !number.is_i64() => "a number that is too large",
        Value::Number(_) => "a whole number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}
