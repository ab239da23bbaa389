//! An event in the binary mode: attributes in headers, the data alone in the body.

use serde_json::{Map, Value};

use super::read::event;
use super::refusal::Problems;
use super::{CloudEvent, Refusal};

/// Reads an event from its headers, whose names are in lower case, and its body.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_binary<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Vec<CloudEvent>, Refusal> {
    let mut object = Map::new();
    for (name, value) in headers {
        if let Some(attribute) = name.strip_prefix("ce-") {
            object.insert(attribute.to_owned(), Value::String(decoded(value)));
        }
    }
    // In this mode the header of the body says it, and no other.
    object.remove("datacontenttype");
    if let Some(content_type) = content_type {
        object.insert("datacontenttype".to_owned(), Value::String(content_type.to_owned()));
    }
    let mut problems = Problems::default();
    for reserved in ["data", "data_base64"] {
        if object.remove(reserved).is_some() {
            problems.add(reserved, "it stands in a header", "in the binary mode the body is the data");
        }
    }
    if !body.is_empty() {
        match data(content_type, body) {
            Ok(data) => _ = object.insert("data".to_owned(), data),
            Err(message) => problems.add("data", message, "send it in the structured mode, as data_base64 if need be"),
        }
    }
    let events = event(object, &mut problems).into_iter().collect();
    problems.finish(events)
}

fn data(content_type: Option<&str>, body: &[u8]) -> Result<Value, String> {
    let media = content_type.and_then(|text| text.split(';').next()).unwrap_or("application/json").trim();
    let media = media.to_ascii_lowercase();
    if media == "application/json" || media == "text/json" || media.ends_with("+json") {
        return serde_json::from_slice(body).map_err(|error| format!("it is no JSON: {error}"));
    }
    let text = std::str::from_utf8(body).map_err(|_| format!("it is {media} and no text"))?;
    Ok(Value::String(text.to_owned()))
}

/// A header's value, in which other characters than printable ASCII are percent-encoded (HTTP protocol binding, 3.1.3.2).
fn decoded(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let escaped = escaped.and_then(|digits| std::str::from_utf8(digits).ok());
        match escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(escaped) => {
                text.push(escaped);
                at += 3;
            }
            None => {
                text.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}
