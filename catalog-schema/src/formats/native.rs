//! Sextant's own format: Backstage's envelope with typed fields on top.

use serde_json::{Map, Value};

use super::kinds;
use super::{Reader, envelope};
use crate::model::{Entity, Format};

/// What a native descriptor says as apiVersion, if it says any.
pub(crate) const API_VERSION: &str = "sextant.dev/v1";

/// Sextant's apiVersion; or none at all, with a kind and a name.
pub(super) fn recognises(root: &Map<String, Value>, hinted: bool) -> bool {
    match root.get("apiVersion") {
        Some(Value::String(version)) if !version.trim().is_empty() => version.starts_with("sextant.dev/"),
        // Text that is none counts as none: an apiVersion may be left out.
        _ => {
            let kind = root.get("kind").and_then(Value::as_str).unwrap_or_default();
            let named = root.get("metadata").and_then(|metadata| metadata.get("name")).is_some();
            let built_in = kinds::known(kind).is_some();
            let envelope = root.contains_key("metadata") || root.contains_key("spec");
            !kind.is_empty() && (named || built_in && envelope)
                || hinted && ["kind", "metadata", "spec"].iter().any(|key| root.contains_key(*key))
        }
    }
}

/// Reads the envelope.
pub(super) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    envelope::read(root, Format::Native, reader)
}
