//! A whole file to documents, with the places of what they cannot say.

use serde::Serialize;
use serde_json::Value;

use super::{Gap, Target, convert_entity};
use crate::decode::{DecodeOptions, DecodedDocument, DocumentOutcome, decode};
use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{Problem, Target as Place, place};
use crate::model::EntityRef;
use crate::provenance::item_at;
use crate::yaml::{Content, Document, read, split};

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvertedFile {
    /// One for each entity of the file, in order.
    pub documents: Vec<ConvertedDocument>,
    /// What is wrong with the file; see [`decode`].
    pub diagnostics: Vec<Diagnostic>,
    /// Documents that are descriptors, of which no entity could be made, and templates of descriptors.
    pub left_out: usize,
}

/// What became of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvertedDocument {
    /// The entity that the document declares.
    pub entity: EntityRef,
    /// The document; none if the target knows nothing like it.
    pub document: Option<Value>,
    /// What the target cannot say.
    pub unexpressed: Vec<Unexpressed>,
}

/// Something that a file says and the target cannot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unexpressed {
    /// The entity of which it is said.
    pub entity: EntityRef,
    /// Where it stands in its document, as a JSON pointer.
    pub pointer: String,
    /// Whether the document has it all the same, where the target keeps it but gives it no meaning.
    pub written: bool,
    /// The same as a diagnostic, with line and column.
    #[serde(flatten)]
    pub diagnostic: Diagnostic,
}

/// Converts every entity of a file. Other documents are passed over, which the diagnostics say.
pub fn convert_file(path: &str, bytes: &[u8], options: &DecodeOptions, target: Target) -> ConvertedFile {
    let decoded = decode(path, bytes, options);
    let sources = Sources::of(bytes, options);
    let mut converted = ConvertedFile { documents: Vec::new(), diagnostics: decoded.diagnostics, left_out: 0 };
    converted.left_out += usize::from(decoded.unreadable);
    for document in &decoded.documents {
        match &document.outcome {
            DocumentOutcome::Entity(entity) => {
                let result = convert_entity(entity, target);
                let entity = entity.entity_ref();
                let placed = result.gaps.into_iter().map(|gap| unexpressed(gap, &entity, path, document, &sources));
                let unexpressed = placed.collect();
                converted.documents.push(ConvertedDocument { entity, document: result.document, unexpressed });
            }
            DocumentOutcome::Broken | DocumentOutcome::Template => converted.left_out += 1,
            DocumentOutcome::NotADescriptor | DocumentOutcome::Empty => {}
        }
    }
    converted
}

fn unexpressed(
    gap: Gap,
    entity: &EntityRef,
    path: &str,
    document: &DecodedDocument,
    sources: &Sources<'_>,
) -> Unexpressed {
    let (source, item) = sources.find(document.start_line).unzip();
    let item = item.unwrap_or_default();
    // What a relation says of its origin begins with the item already.
    let whole = !item.is_empty() && gap.pointer.strip_prefix(&item).is_some_and(|rest| rest.starts_with('/'));
    let pointer = if whole { gap.pointer } else { format!("{item}{}", gap.pointer) };
    let mut diagnostic = match source {
        Some(source) => {
            let about = Place::Key(pointer.clone());
            place(Problem::new(&codes::NOT_EXPRESSED, about, gap.message).with_help(gap.instead), path, source)
        }
        None => Diagnostic::new(&codes::NOT_EXPRESSED, gap.message).with_help(gap.instead).in_file(path),
    };
    diagnostic.line = diagnostic.line.or(Some(document.start_line));
    Unexpressed { entity: entity.clone(), pointer, written: gap.written, diagnostic }
}

/// The documents of a file, to find places in.
struct Sources<'a> {
    documents: Vec<(Document<'a>, bool)>,
}

impl<'a> Sources<'a> {
    fn of(bytes: &'a [u8], options: &DecodeOptions) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let read = |segment| {
            let (document, content) = read(segment, &options.limits);
            (document, matches!(content, Content::Value(Value::Array(_))))
        };
        Self { documents: split(bytes).iter().map(read).collect() }
    }

    /// The document that goes on over this line and, where it is a list of entities, the pointer of the item.
    fn find(&self, line: u32) -> Option<(&Document<'a>, String)> {
        let line = usize::try_from(line).ok()?;
        let (document, is_list) = self.documents.iter().rfind(|(document, _)| document.first_line() <= line)?;
        Some((document, if *is_list { item_at(document, line) } else { String::new() }))
    }
}
