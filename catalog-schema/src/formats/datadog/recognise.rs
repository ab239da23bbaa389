//! Which documents are Datadog's, and of which version.

use serde_json::{Map, Value};

/// The generation of a document, which decides where its parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    /// v1: `info`, `org`, `contact`.
    V1,
    /// v2, v2.1 and v2.2: everything at the root.
    V2,
    /// v3: `kind`, `metadata` and `spec`.
    V3,
}

/// The generation of a document, if it is one of Datadog's.
///
/// The name of the service tells v1 and v2 together with the schema's version or the file's name; the apiVersion `v3` and
/// a kind in lower case tell v3. Kubernetes has no such apiVersion, and kinds with capitals.
pub(super) fn generation(root: &Map<String, Value>, hinted: bool) -> Option<Generation> {
    if root.get("apiVersion").is_some_and(|version| !version.is_null()) {
        let version = written(root, "apiVersion")?;
        let kind = root.get("kind").and_then(Value::as_str).unwrap_or_default();
        let theirs = kind.starts_with(|c: char| c.is_ascii_lowercase()) && root.contains_key("metadata");
        let known = version == "v3" || hinted && version.starts_with("v3");
        return (known && (theirs || hinted)).then_some(Generation::V3);
    }
    let version = written(root, "schema-version").filter(|version| is_version(version));
    let old = root.get("info").is_some_and(|info| info.get("dd-service").is_some());
    match version.as_deref() {
        Some("v1" | "1") if old || hinted => Some(Generation::V1),
        Some(_) if root.contains_key("dd-service") || hinted => Some(Generation::V2),
        None if old => Some(Generation::V1),
        None if hinted && root.contains_key("dd-service") => Some(Generation::V2),
        None if hinted && is_entity(root) => Some(Generation::V3),
        _ => None,
    }
}

/// Whether a document is one of Datadog's.
pub(in crate::formats) fn recognises(root: &Map<String, Value>, hinted: bool) -> bool {
    generation(root, hinted).is_some()
}

/// Whether the lines of a text that cannot be parsed look like one of Datadog's documents.
pub(in crate::formats) fn resembles(text: &str) -> bool {
    let begins = |key: &str| text.lines().any(|line| line.starts_with(key));
    begins("schema-version:") && (begins("dd-service:") || begins("info:"))
        || begins("apiVersion: v3") && begins("kind:") && begins("metadata:")
}

/// An entity that lacks its apiVersion.
fn is_entity(root: &Map<String, Value>) -> bool {
    ["kind", "metadata"].iter().all(|key| root.contains_key(*key))
}

/// The text or number under this key, in lower case.
fn written(root: &Map<String, Value>, key: &str) -> Option<String> {
    match root.get(key)? {
        Value::String(text) => Some(text.trim().to_lowercase()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `v2.1`, or `2.1`.
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix('v').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}
