//! A document that is a list of entities: every item is a unit of its own, with its own place among the file's documents.
//!
//! A sound list is read whole. One that cannot be parsed, or has a key twice, is cut into its items first, so that a
//! broken item keeps its place and costs none of the others.

use serde_json::Value;

use super::outcome::{broken, contract, duplicate_keys, template};
use super::{DecodedDocument, Decoder, DocumentOutcome, lines, to_u32};
use crate::companions::substitute;
use crate::diagnostic::codes;
use crate::formats::{self, Blueprints, FormatEntry, Problem, Reader, Siblings, Target};
use crate::yaml::{Content, Document, Segment, items, read};

impl Decoder<'_> {
    /// Adds the units of a list of entities. Whether the document is one.
    pub(super) fn list(
        &mut self,
        segment: &Segment<'_>,
        document: &Document<'_>,
        content: &Content,
        units: &mut Vec<DecodedDocument>,
    ) -> bool {
        match content {
            Content::Value(Value::Array(items)) => {
                let Some(entry) = formats::detect_list(self.file.path, items) else { return false };
                self.sound(segment, document, entry, items, units);
            }
            Content::Fault(_) | Content::DuplicateKeys => {
                let Some(entry) = formats::detect_broken_list(self.file.path, document.text()) else { return false };
                let pieces = items(segment);
                if pieces.is_empty() {
                    return false;
                }
                self.pieces(&pieces, entry, units);
            }
            Content::Value(_) | Content::Empty => return false,
        }
        true
    }

    /// How many items are read: one more than the file may have, so that too many are noticed.
    fn room(&self, units: &[DecodedDocument]) -> usize {
        (self.options.limits.documents + 1).saturating_sub(units.len())
    }

    fn sound(
        &mut self,
        segment: &Segment<'_>,
        document: &Document<'_>,
        entry: &FormatEntry,
        items: &[Value],
        units: &mut Vec<DecodedDocument>,
    ) {
        let siblings = siblings(entry, items.iter(), &self.options.blueprints);
        let (_, last) = lines(segment);
        let start = |number: usize| {
            let place = document.spans().value(&format!("/{number}"));
            place.map_or(last, |place| to_u32(document.first_line() + place.line - 1))
        };
        for (number, item) in items.iter().enumerate().take(self.room(units)) {
            let start_line = start(number);
            let end = if number + 1 < items.len() { start(number + 1).saturating_sub(1) } else { last };
            let judged = self.item(document, entry, number, item, &siblings);
            self.add(judged, document, start_line, end.max(start_line), units);
        }
    }

    fn pieces(&mut self, pieces: &[Segment<'_>], entry: &FormatEntry, units: &mut Vec<DecodedDocument>) {
        let pieces = &pieces[..pieces.len().min(self.room(units))];
        let read: Vec<_> = pieces.iter().map(|piece| read(piece, &self.options.limits)).collect();
        let items = read.iter().filter_map(|(_, content)| match content {
            Content::Value(Value::Array(items)) => Some(items),
            _ => None,
        });
        let siblings = siblings(entry, items.flatten(), &self.options.blueprints);
        for (piece, (document, content)) in pieces.iter().zip(&read) {
            let path = self.file.path;
            let judged = match content {
                Content::Fault(fault) => broken(path, document, || vec![formats::fault(fault, document)]),
                Content::DuplicateKeys => broken(path, document, || duplicate_keys(document)),
                Content::Value(Value::Array(items)) if items.len() == 1 => {
                    self.item(document, entry, piece.first_item, &items[0], &siblings)
                }
                Content::Value(other) => self.item(document, entry, piece.first_item, other, &siblings),
                Content::Empty => (DocumentOutcome::Empty, Vec::new()),
            };
            let (start_line, end_line) = lines(piece);
            self.add(judged, document, start_line, end_line, units);
        }
    }

    /// What an item is, and what is wrong with it.
    fn item(
        &mut self,
        document: &Document<'_>,
        entry: &FormatEntry,
        number: usize,
        item: &Value,
        siblings: &Siblings,
    ) -> (DocumentOutcome, Vec<Problem>) {
        let at = format!("/{number}");
        match item {
            Value::Null => (DocumentOutcome::Empty, Vec::new()),
            Value::Object(root) if formats::is_template(root, document.text()) => template(at),
            Value::Object(root) => {
                let substitution = substitute(root, &at, entry.format, self.file, &self.options.limits);
                self.named.companions.extend(substitution.named);
                let mut reader = Reader::new(document, &self.options.default_namespace);
                reader.at = at;
                reader.repository = self.file.repository_name();
                reader.siblings = Some(siblings);
                reader.blueprints = &self.options.blueprints;
                reader.problems = substitution.problems;
                reader.targets = substitution.targets;
                match (entry.read)(substitution.root.as_ref().unwrap_or(root), &mut reader) {
                    Some(mut entity) => {
                        contract(&mut entity, root, &mut reader, self.file, &mut self.named);
                        (DocumentOutcome::Entity(Box::new(entity)), reader.problems)
                    }
                    None => (DocumentOutcome::Broken, reader.problems),
                }
            }
            other => {
                let what = if other.is_array() { "a list" } else { "text" };
                let message = format!("item {} of the list is {what}, not an entity", number + 1);
                let problem = Problem::new(&codes::NOT_A_MAPPING, Target::Value(at), message);
                (DocumentOutcome::Broken, vec![problem.with_help("write it as a map, like the other items")])
            }
        }
    }
}

/// What the items of a list are called. Of a name that occurs twice, the first holds.
fn siblings<'v>(entry: &FormatEntry, items: impl Iterator<Item = &'v Value>, blueprints: &Blueprints) -> Siblings {
    let mut siblings = Siblings::new();
    let Some(named) = entry.item else { return siblings };
    for (name, kind) in items.filter_map(Value::as_object).filter_map(|item| named(item, blueprints)) {
        siblings.entry(name).or_insert(kind);
    }
    siblings
}
