//! OpenAPI (and Swagger, its predecessor) and AsyncAPI.

use serde_json::{Map, Value};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];
/// Where a contract keeps its types.
const TYPES: [&str; 2] = ["/components/schemas", "/definitions"];

/// Whether a document says that it is a contract of these languages.
pub(super) fn is_contract(document: &Value) -> bool {
    ["openapi", "swagger", "asyncapi"].iter().any(|key| document.get(key).is_some())
}

/// Operations, channels, messages, types.
pub(super) fn lines(document: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, item) in entries(document.get("paths")).chain(entries(document.get("webhooks"))) {
        let mut found = false;
        for (method, operation) in entries(Some(item)).filter(|(method, _)| METHODS.contains(&method.as_str())) {
            found = true;
            lines.push(line(&[
                &method.to_uppercase(),
                path,
                text(operation, "operationId"),
                text(operation, "summary"),
            ]));
        }
        if !found {
            lines.push(path.clone());
        }
    }
    for (name, channel) in entries(document.get("channels")) {
        lines.push(line(&["channel", name, text(channel, "address"), text(channel, "summary")]));
        for action in ["subscribe", "publish"] {
            if let Some(operation) = channel.get(action) {
                lines.push(line(&[action, name, text(operation, "operationId"), text(operation, "summary")]));
            }
        }
    }
    for (name, operation) in entries(document.get("operations")) {
        lines.push(line(&["operation", name, text(operation, "action"), text(operation, "summary")]));
    }
    for (name, message) in entries(document.pointer("/components/messages")) {
        let also = text(message, "name");
        let also = if also == name { "" } else { also };
        lines.push(line(&["message", name, also, text(message, "title"), text(message, "summary")]));
    }
    for (name, _) in TYPES.iter().flat_map(|place| entries(document.pointer(place))) {
        lines.push(line(&["type", name]));
    }
    lines
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The parts that are there, each without line breaks.
fn line(parts: &[&str]) -> String {
    parts.iter().flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ")
}
