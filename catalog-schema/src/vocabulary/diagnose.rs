//! What does not fit, with its place in a file.

use std::cell::OnceCell;

use serde_json::Value;

use super::{Misfit, Vocabulary};
use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{Problem, Target, place};
use crate::limits::Limits;
use crate::model::{Entity, Format};
use crate::provenance::{Origins, item_at};
use crate::yaml::{Content, Segment, read, split};

/// Values that are looked at to find where a foreign format writes a field; see [`Origins`].
const BUDGET: usize = 50_000;
/// Problems of one document that are told.
const MOST: usize = 50;

/// A file whose entities are looked at. It is split into its documents once, and only where something does not fit.
#[derive(Debug)]
pub struct DescribedIn<'a> {
    path: &'a str,
    bytes: &'a [u8],
    documents: OnceCell<Vec<Segment<'a>>>,
}

impl<'a> DescribedIn<'a> {
    /// The file at this path, which has these bytes.
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Self { path, bytes, documents: OnceCell::new() }
    }

    /// The same text at another path.
    #[must_use]
    pub fn at(self, path: &'a str) -> Self {
        Self { path, ..self }
    }

    fn documents(&self) -> &[Segment<'a>] {
        self.documents.get_or_init(|| split(self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.bytes)))
    }
}

/// What of an entity does not fit, at its place in the file that describes it in the document that begins on this line.
pub fn diagnose(
    vocabulary: &Vocabulary,
    entity: &Entity,
    (file, start_line): (&DescribedIn<'_>, u32),
    limits: &Limits,
) -> Vec<Diagnostic> {
    let misfits = if vocabulary.is_empty() { Vec::new() } else { vocabulary.misfits(entity) };
    if misfits.is_empty() {
        return Vec::new();
    }
    let line = usize::try_from(start_line).unwrap_or(usize::MAX);
    let segment = file.documents().iter().rev().find(|segment| segment.first_line <= line);
    let Some(segment) = segment else { return Vec::new() };
    let (document, content) = read(segment, limits);
    let is_list = matches!(content, Content::Value(Value::Array(_)));
    let item = if is_list { item_at(&document, line) } else { String::new() };
    let mut origins: Option<Origins> = None;
    let diagnostic = |misfit: Misfit| {
        let origin = direct(entity, &misfit.place).unwrap_or_else(|| {
            origins.get_or_insert_with(|| Origins::within(entity, BUDGET)).origin(entity, &misfit.place)
        });
        let problem =
            Problem::new(misfit.code, Target::Value(format!("{item}{origin}")), misfit.message).with_help(misfit.help);
        place(problem, file.path, &document)
    };
    misfits.into_iter().take(MOST).map(diagnostic).collect()
}

/// Where the envelope writes it.
fn direct(entity: &Entity, place: &str) -> Option<String> {
    let pointer = match place.strip_prefix("/custom_fields") {
        Some(field) => format!("/spec/customFields{field}"),
        None => format!("/spec{place}"),
    };
    let is_envelope = matches!(entity.format, Format::Native | Format::Backstage);
    entity.written().pointer(&pointer).filter(|_| is_envelope).map(|_| pointer)
}

/// That an entity says nothing in fields that it should say something in, at the beginning of the document that describes
/// it.
pub fn missing(vocabulary: &Vocabulary, entity: &Entity, path: &str, start_line: u32) -> Option<Diagnostic> {
    let missing = vocabulary.missing(&entity.kind, entity.entity_type.as_deref(), &entity.custom_fields);
    let names: Vec<&str> = missing.map(|field| field.name.as_str()).collect();
    if names.is_empty() {
        return None;
    }
    let (fields, have) = if names.len() == 1 { ("custom field", "has") } else { ("custom fields", "have") };
    let message = format!("{} should say something in the {fields} {}", entity.entity_ref(), names.join(", "));
    let help = format!("add under `spec.customFields` what {have} no value yet, or have the definition not require it");
    let found = Diagnostic::new(&codes::MISSING_CUSTOM_FIELD, message).with_help(help);
    Some(found.in_file(path).at(start_line, 1))
}
