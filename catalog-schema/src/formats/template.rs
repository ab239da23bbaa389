//! Templates of descriptors.

use serde_json::{Map, Value};

/// Whether a text has places to fill: `${{ … }}`, `{{ … }}`, `{% … %}`, `<%= … %>`, `${…}`.
pub(crate) fn has_template_marks(text: &str) -> bool {
    ["{{", "{%", "<%", "${"].iter().any(|mark| text.contains(mark))
}

/// Whether a descriptor's identity has places to fill, or is one that YAML took for a map.
pub(crate) fn is_template(root: &Map<String, Value>, text: &str) -> bool {
    if !has_template_marks(text) {
        return false;
    }
    let metadata = |key: &str| root.get("metadata").and_then(|metadata| metadata.get(key));
    let parts = [root.get("kind"), root.get("name"), metadata("name"), metadata("namespace")];
    parts.into_iter().flatten().any(|part| match part {
        Value::String(text) => has_template_marks(text),
        Value::Object(_) => true,
        _ => false,
    })
}
