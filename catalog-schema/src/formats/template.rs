//! Templates of descriptors.

use serde_json::{Map, Value};

/// Whether a text has places to fill: `${{ … }}`, `{{ … }}`, `{% … %}`, `<%= … %>`, `${…}`.
pub(crate) fn has_template_marks(text: &str) -> bool {
    ["{{", "{%", "<%", "${"].iter().any(|mark| text.contains(mark))
}

/// Where descriptors of any format say who they are.
const IDENTITY: &[&str] = &[
    "/kind",
    "/name",
    "/metadata/name",
    "/metadata/namespace",
    "/identifier",
    "/blueprint",
    "/dd-service",
    "/info/dd-service",
    "/info/x-cortex-tag",
    "/info/title",
    "/component/name",
    "/service/name",
];

/// Whether a descriptor's identity has places to fill, or is one that YAML took for a map.
pub(crate) fn is_template(root: &Map<String, Value>, text: &str) -> bool {
    IDENTITY.iter().filter_map(|pointer| at(root, pointer)).any(|part| match part {
        Value::String(text) => has_template_marks(text) || is_blank_to_fill(text),
        Value::Object(_) => has_template_marks(text),
        _ => false,
    })
}

/// The value at this pointer.
fn at<'v>(root: &'v Map<String, Value>, pointer: &str) -> Option<&'v Value> {
    let (first, rest) = pointer.strip_prefix('/')?.split_once('/').unwrap_or((&pointer[1..], ""));
    let value = root.get(first)?;
    if rest.is_empty() { Some(value) } else { value.get(rest) }
}

/// `<SERVICE_NAME>`, `$SERVICE_NAME`: no name has these brackets around it, or begins like this.
fn is_blank_to_fill(text: &str) -> bool {
    let text = text.trim();
    let variable = text.strip_prefix('$').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_uppercase())
            && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    });
    variable || text.len() > 2 && text.starts_with('<') && text.ends_with('>')
}
