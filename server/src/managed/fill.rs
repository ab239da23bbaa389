//! From columns of a table, or fields of a form, to a descriptor.

use serde_json::{Value, json};

use super::written::Written;

/// The columns that say something of an entity besides who it is.
pub(super) const COLUMNS: [&str; 11] =
    ["title", "description", "type", "lifecycle", "owner", "system", "tier", "language", "tags", "links", "depends_on"];

/// The document of an entity that nothing is said of yet. A namespace that is empty is left out.
pub(super) fn begin(kind: &str, namespace: &str, name: &str) -> Written {
    let mut written = Written::of(kind, namespace, name);
    if kind.eq_ignore_ascii_case("group") {
        written.set("spec", "type", Some("team".into()));
        written.set("spec", "children", Some(json!([])));
    }
    written
}

/// Says what a column says. What is empty says nothing, and leaves what is there as it is.
pub(super) fn fill(written: &mut Written, column: &str, cell: &str) {
    let cell = cell.trim();
    if cell.is_empty() {
        return;
    }
    let (part, field) = match column {
        "title" | "description" | "tags" | "links" => ("metadata", column),
        "depends_on" => ("spec", "dependsOn"),
        _ => ("spec", column),
    };
    let value = match column {
        "tags" | "depends_on" => items(cell).collect::<Vec<_>>().into(),
        "links" => links(cell).map(|(link_type, url)| link(link_type, url)).collect::<Vec<_>>().into(),
        "tier" => cell.parse::<u8>().map_or_else(|_| cell.into(), Value::from),
        _ => cell.into(),
    };
    written.set(part, field, Some(value));
}

/// What stands between commas, or between semicolons.
pub(super) fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// Addresses between white space, each with what it leads to in front: `runbook=https://…`.
pub(super) fn links(cell: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    cell.split_whitespace().map(|link| match link.split_once('=') {
        Some((link_type, url)) if !link_type.contains([':', '/', '?']) => (Some(link_type), url),
        _ => (None, link),
    })
}

fn link(link_type: Option<&str>, url: &str) -> Value {
    match link_type {
        Some(link_type) => json!({"url": url, "type": link_type}),
        None => json!({"url": url}),
    }
}
