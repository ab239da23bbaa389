//! Which format a document is of: its content decides, the file's name is a hint.

use serde_json::{Map, Value};

use super::table::{FORMATS, FormatEntry};
use super::{datadog, kinds, port};
use crate::model::Format;

/// The format of a document, if it is a descriptor.
pub(crate) fn detect(path: &str, root: &Map<String, Value>) -> Option<&'static FormatEntry> {
    FORMATS.iter().find(|entry| (entry.recognises)(root, hints_at(path, entry)))
}

/// Whether the file's name is one that descriptors have.
pub fn hint(path: &str) -> bool {
    FORMATS.iter().any(|entry| hints_at(path, entry))
}

/// The format that the file's name hints at; of several, the first that is asked.
pub fn named_format(path: &str) -> Option<Format> {
    FORMATS.iter().find(|entry| hints_at(path, entry)).map(|entry| entry.format)
}

/// Whether the file's name is one that descriptors have and no other product's files.
pub(crate) fn hint_for_sure(path: &str) -> bool {
    let shared = |entry: &&FormatEntry| matches!(entry.format, Format::Compass | Format::Cortex | Format::Port);
    FORMATS.iter().filter(|entry| !shared(entry)).any(|entry| hints_at(path, entry))
}

/// Whether the file's name is one of a format whose documents have an apiVersion.
fn hint_with_version(path: &str) -> bool {
    let versioned = |entry: &&FormatEntry| matches!(entry.format, Format::Native | Format::Backstage | Format::Datadog);
    FORMATS.iter().filter(versioned).any(|entry| hints_at(path, entry))
}

/// The format of a document that is a list, if it is one of entities.
pub(crate) fn detect_list(path: &str, items: &[Value]) -> Option<&'static FormatEntry> {
    FORMATS.iter().filter(|entry| entry.item.is_some()).find(|entry| {
        let hinted = hints_at(path, entry);
        items.iter().filter_map(Value::as_object).any(|item| (entry.recognises)(item, hinted))
    })
}

/// The format of a text that cannot be parsed, if that looks like a list of entities.
pub(crate) fn detect_broken_list(path: &str, text: &str) -> Option<&'static FormatEntry> {
    let lists = || FORMATS.iter().filter(|entry| entry.item.is_some());
    lists().find(|entry| hints_at(path, entry) || entry.format == Format::Port && port::resembles(text))
}

/// `catalog-info.yaml`, or `payments.catalog-info.yaml`.
fn hints_at(path: &str, entry: &FormatEntry) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let Some((stem, "yaml" | "yml" | "json")) = name.rsplit_once('.') else { return false };
    let is = |known: &&str| stem == *known || stem.strip_suffix(known).is_some_and(|before| before.ends_with('.'));
    entry.file_stems.iter().any(is)
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
    let cortex = || text.lines().any(|line| line.trim_start().starts_with("x-cortex-"));
    let described = || ["component", "service", "repository"].map(value).contains(&Some(""));
    let opslevel = || value("version") == Some("1") && described();
    match value("apiVersion") {
        Some(version) if version.contains("backstage.io") || version.starts_with("sextant.dev") => Likeness::Descriptor,
        _ if datadog::resembles(text) => Likeness::Descriptor,
        Some(version) if !version.is_empty() && !hint_with_version(path) => Likeness::Foreign,
        _ if hint(path) || kinds::known(kind).is_some() || value("configVersion").is_some() => Likeness::Descriptor,
        _ if cortex() || opslevel() || port::resembles(text) => Likeness::Descriptor,
        _ => Likeness::Unknown,
    }
}
