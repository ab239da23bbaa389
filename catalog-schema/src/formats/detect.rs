//! Which format a document is of: its content decides, the file's name is a hint.

use serde_json::{Map, Value};

use super::kinds;
use super::table::{FORMATS, FormatEntry};

/// The format of a document, if it is a descriptor.
pub(crate) fn detect(path: &str, root: &Map<String, Value>) -> Option<&'static FormatEntry> {
    FORMATS.iter().find(|entry| (entry.recognises)(root, hints_at(path, entry)))
}

/// Whether the file's name is one that descriptors have.
pub(crate) fn hint(path: &str) -> bool {
    FORMATS.iter().any(|entry| hints_at(path, entry))
}

/// `catalog-info.yaml`, or `payments.catalog-info.yaml`.
fn hints_at(path: &str, entry: &FormatEntry) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let Some((stem, "yaml" | "yml" | "json")) = name.rsplit_once('.') else { return false };
    let last = stem.rsplit('.').next().unwrap_or(stem);
    entry.file_stems.contains(&last)
}

/// What a text that cannot be parsed seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// A descriptor, by the file's name or by its lines.
    Descriptor,
    /// A file of another product.
    Foreign,
    /// There is no telling.
    Unknown,
}

/// Judges a text that cannot be parsed by the lines that begin in its first column.
pub(crate) fn likeness(path: &str, text: &str) -> Likeness {
    let value = |key: &str| {
        text.lines().find_map(|line| {
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
            Some(rest.trim().trim_matches(['"', '\'']))
        })
    };
    let kind = value("kind").unwrap_or_default();
    match value("apiVersion") {
        Some(version) if version.contains("backstage.io") || version.starts_with("sextant.dev") => Likeness::Descriptor,
        Some(version) if !version.is_empty() && !hint(path) => Likeness::Foreign,
        _ if hint(path) || kinds::known(kind).is_some() || value("configVersion").is_some() => Likeness::Descriptor,
        _ => Likeness::Unknown,
    }
}
