//! A Backstage descriptor to an entity.

use serde_json::{Map, Value};

use crate::formats::kinds;
use crate::formats::{Reader, envelope};
use crate::model::{Entity, Format};

/// Spec fields that only a catalog has, and manifests of other products with a kind of the same name do not.
const TELLING: [&str; 7] = ["owner", "lifecycle", "memberOf", "members", "children", "targets", "steps"];

/// An apiVersion of Backstage's; or an organisation's own, with one of Backstage's kinds and fields.
pub(crate) fn recognises(root: &Map<String, Value>, _hinted: bool) -> bool {
    let Some(version) = root.get("apiVersion").and_then(Value::as_str) else { return false };
    if version.contains("backstage.io") {
        return true;
    }
    if version.starts_with("sextant.dev/") {
        return false;
    }
    let kind = root.get("kind").and_then(Value::as_str).unwrap_or_default();
    let named = root.get("metadata").and_then(|metadata| metadata.get("name")).is_some();
    let spec = root.get("spec").and_then(Value::as_object);
    kinds::known(kind).is_some() && named && spec.is_some_and(|spec| TELLING.iter().any(|key| spec.contains_key(*key)))
}

/// Reads the envelope.
pub(crate) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    envelope::read(root, Format::Backstage, reader)
}
