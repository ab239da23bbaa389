//! Events in the structured and the batched mode: JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::refusal::Problems;
use super::{CloudEvent, EventData, Refusal};

/// Events that one request may have.
pub const MAX_EVENTS: usize = 1_000;
/// The longest attribute, in bytes.
const MAX_ATTRIBUTE: usize = 1_024;
/// Extension attributes that one event may have.
const MAX_EXTENSIONS: usize = 50;
/// The largest data, in bytes of JSON.
const MAX_DATA: usize = 64 << 10;
/// How deep data may be nested.
const MAX_DEPTH: usize = 32;

/// What a JSON body holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One event: `application/cloudevents+json`.
    Single,
    /// A list of them: `application/cloudevents-batch+json`.
    Batch,
    /// Either: `application/json`.
    Either,
}

/// Reads the events of a body.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn read(body: &[u8], shape: Shape) -> Result<Vec<CloudEvent>, Refusal> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| Refusal::Malformed(format!("the body is no JSON: {error}")))?;
    let values = match (value, shape) {
        (Value::Array(values), Shape::Batch | Shape::Either) => values,
        (value @ Value::Object(_), Shape::Single | Shape::Either) => vec![value],
        (_, Shape::Single) => {
            return Err(Refusal::Malformed("the body is no JSON object, which one event is".to_owned()));
        }
        (_, Shape::Batch) => return Err(Refusal::Malformed("the body is no JSON list, which a batch is".to_owned())),
        (_, Shape::Either) => {
            return Err(Refusal::Malformed("the body is neither one event nor a list of events".to_owned()));
        }
    };
    if values.len() > MAX_EVENTS {
        return Err(Refusal::TooMany { sent: values.len() });
    }
    let mut problems = Problems::default();
    let mut events = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        problems.at(index);
        match value {
            Value::Object(object) => events.extend(event(object, &mut problems)),
            _ => problems.add("", "it is no JSON object", "send each event as an object with its attributes"),
        }
    }
    problems.finish(events)
}

/// The event of these attributes; none where one of them is wrong.
pub(super) fn event(mut object: Map<String, Value>, problems: &mut Problems) -> Option<CloudEvent> {
    let before = problems.len();
    // Null is as if it were not there.
    object.retain(|_, value| !value.is_null());
    let data = data(&mut object, problems);
    match object.remove("specversion") {
        Some(Value::String(version)) if version == "1.0" => {}
        Some(_) => problems.add("specversion", "only version 1.0 of CloudEvents is understood", "write \"1.0\""),
        None => problems.add("specversion", "it is missing", "say \"specversion\": \"1.0\""),
    }
    let id = required(&mut object, "id", "a text that is unique within the source", problems);
    let source = required(&mut object, "source", "where it comes from, such as the address of the pipeline", problems);
    let event_type =
        required(&mut object, "type", "what happened, such as dev.cdevents.service.deployed.0.3.0", problems);
    let subject = text(&mut object, "subject", problems);
    let time = time(&mut object, problems);
    let content_type = text(&mut object, "datacontenttype", problems);
    let data_schema = text(&mut object, "dataschema", problems);
    let extensions = extensions(object, problems);
    if problems.len() > before {
        return None;
    }
    let (id, source, event_type) = (id?, source?, event_type?);
    Some(CloudEvent { id, source, event_type, subject, time, content_type, data_schema, data, extensions })
}

fn required(object: &mut Map<String, Value>, name: &str, what: &str, problems: &mut Problems) -> Option<String> {
    if !object.contains_key(name) {
        problems.add(name, "it is missing", format!("give it {what}"));
    }
    text(object, name, problems)
}

/// A text that is not empty. CloudEvents has no control characters in it.
fn text(object: &mut Map<String, Value>, name: &str, problems: &mut Problems) -> Option<String> {
    match object.remove(name)? {
        Value::String(text) => {
            judge(name, &text, problems);
            Some(text)
        }
        _ => {
            problems.add(name, "it is no text", "write it in quotes");
            None
        }
    }
}

fn judge(name: &str, text: &str, problems: &mut Problems) {
    if text.is_empty() {
        problems.add(name, "it is empty", "give it a value, or leave it out where it may be");
    }
    if text.len() > MAX_ATTRIBUTE {
        let message = format!("it has {} bytes, and an attribute may have {MAX_ATTRIBUTE}", text.len());
        problems.add(name, message, "shorten it; longer texts belong into data");
    }
    if text.chars().any(char::is_control) {
        problems.add(name, "it has control characters", "leave them out");
    }
}

fn time(object: &mut Map<String, Value>, problems: &mut Problems) -> Option<i64> {
    let written = text(object, "time", problems)?;
    // jiff also takes what RFC 3339 has not, such as a time zone in brackets.
    let is_plain = written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:.+".contains(&byte));
    match written.parse::<Timestamp>() {
        Ok(time) if is_plain => Some(time.as_millisecond()),
        _ => {
            problems.add("time", "it is no time as RFC 3339 has it", "write it such as 2026-11-20T09:30:00Z");
            None
        }
    }
}

fn data(object: &mut Map<String, Value>, problems: &mut Problems) -> Option<EventData> {
    let (json, bytes) = (object.remove("data"), object.remove("data_base64"));
    let data = match (json, bytes) {
        (None, None) => return None,
        (Some(_), Some(_)) => {
            problems.add("data", "it stands beside data_base64", "send one of the two");
            return None;
        }
        (Some(json), None) => EventData::Json(json),
        (None, Some(Value::String(bytes))) if is_base64(&bytes) => EventData::Base64(bytes),
        (None, Some(_)) => {
            problems.add("data_base64", "it is no base64", "encode the bytes as RFC 4648, with padding");
            return None;
        }
    };
    let size = match &data {
        // Nothing that was read as JSON fails to be written.
        EventData::Json(json) => serde_json::to_vec(json).map_or(usize::MAX, |text| text.len()),
        EventData::Base64(bytes) => bytes.len(),
    };
    if size > MAX_DATA {
        let message = format!("it has {size} bytes, and {MAX_DATA} are kept of an event");
        problems.add("data", message, "send what matters, and an address where the rest is");
    }
    if let EventData::Json(json) = &data
        && is_deeper(json, MAX_DEPTH)
    {
        problems.add("data", format!("it is nested deeper than {MAX_DEPTH}"), "flatten it");
    }
    Some(data)
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
}

/// Whether anything lies in more than `depth` lists and objects. Nothing recurses.
fn is_deeper(value: &Value, depth: usize) -> bool {
    let mut left = vec![(value, 0)];
    while let Some((value, level)) = left.pop() {
        if level > depth {
            return true;
        }
        match value {
            Value::Array(values) => left.extend(values.iter().map(|value| (value, level + 1))),
            Value::Object(fields) => left.extend(fields.values().map(|value| (value, level + 1))),
            _ => {}
        }
    }
    false
}

fn extensions(object: Map<String, Value>, problems: &mut Problems) -> BTreeMap<String, Value> {
    if object.len() > MAX_EXTENSIONS {
        let message = format!("it has {} extension attributes, and may have {MAX_EXTENSIONS}", object.len());
        problems.add("", message, "put them into data");
        return BTreeMap::new();
    }
    let mut extensions = BTreeMap::new();
    for (name, value) in object {
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if !is_name || name.len() > MAX_ATTRIBUTE {
            let help = "call attributes by lower-case letters and digits only; anything else belongs into data";
            problems.add(&name, "no attribute can have this name", help);
        }
        match &value {
            Value::String(text) => judge(&name, text, problems),
            Value::Bool(_) => {}
            Value::Number(number) if number.is_i64() => {}
            _ => problems.add(&name, "it is no text, whole number or truth value", "put it into data"),
        }
        extensions.insert(name, value);
    }
    extensions
}
