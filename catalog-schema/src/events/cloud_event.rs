//! One event.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

/// An event as CloudEvents 1.0 has it. What comes from [`read`](super::read()) keeps to its rules.
#[derive(Clone, Debug, PartialEq)]
pub struct CloudEvent {
    /// Unique within the source.
    pub id: String,
    /// Where it comes from.
    pub source: String,
    /// What sort of thing happened.
    pub event_type: String,
    /// What it happened to, in the source's words.
    pub subject: Option<String>,
    /// When, in milliseconds since the Unix epoch.
    pub time: Option<i64>,
    /// The media type of the data.
    pub content_type: Option<String>,
    /// The address of the data's schema.
    pub data_schema: Option<String>,
    /// More of it.
    pub data: Option<EventData>,
    /// Every other attribute: texts, whole numbers and truth values.
    pub extensions: BTreeMap<String, Value>,
}

/// What an event carries.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData {
    /// JSON, or a text of another type.
    Json(Value),
    /// Bytes in base64, as they came.
    Base64(String),
}

impl CloudEvent {
    /// The event in the structured mode, which [`read`](super::read()) reads back as the same.
    pub fn to_json(&self) -> Value {
        let mut object: Map<String, Value> =
            self.extensions.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let mut text = |name: &str, value: &str| object.insert(name.to_owned(), Value::String(value.to_owned()));
        text("specversion", "1.0");
        text("id", &self.id);
        text("source", &self.source);
        text("type", &self.event_type);
        let time = self.time.and_then(|time| Timestamp::from_millisecond(time).ok()).map(|time| time.to_string());
        let optional = [
            ("subject", &self.subject),
            ("time", &time),
            ("datacontenttype", &self.content_type),
            ("dataschema", &self.data_schema),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                text(name, value);
            }
        }
        match &self.data {
            Some(EventData::Json(value)) => object.insert("data".to_owned(), value.clone()),
            Some(EventData::Base64(bytes)) => object.insert("data_base64".to_owned(), Value::String(bytes.clone())),
            None => None,
        };
        Value::Object(object)
    }

    /// The data, where it is a JSON object.
    pub(super) fn object(&self) -> Option<&Map<String, Value>> {
        match &self.data {
            Some(EventData::Json(Value::Object(object))) => Some(object),
            _ => None,
        }
    }

    /// The text of an extension attribute.
    pub(super) fn extension(&self, name: &str) -> Option<&str> {
        self.extensions.get(name)?.as_str()
    }
}
