//! One document, read under limits.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde_json::Value;

use super::bounds::Bounds;
use super::fault::{Fault, FaultKind};
use super::spans::{Place, SpanIndex};
use super::split::Segment;
use super::{convert, merge, scan, text};
use crate::limits::Limits;

/// Directives that a document may have; YAML defines two, and each more costs every later one time.
const DIRECTIVES: usize = 16;

/// What a document holds.
pub(crate) enum Content {
    /// Nothing, or null.
    Empty,
    /// A value; its maps have each key once.
    Value(Value),
    /// A value, in whose maps some keys occur more than once.
    DuplicateKeys,
    /// None, and why.
    Fault(Fault),
}

/// The text of a document with the places of its values, which are looked up only when asked for.
pub(crate) struct Document<'a> {
    text: Cow<'a, str>,
    first_line: usize,
    first_item: usize,
    spans: OnceCell<SpanIndex>,
    /// The byte offset at which each line begins.
    lines: OnceCell<Vec<usize>>,
}

/// Reads one document of a file.
pub(crate) fn read<'a>(segment: &Segment<'a>, limits: &Limits) -> (Document<'a>, Content) {
    let (text, content) = match text::text(segment.bytes) {
        Ok(_) if segment.blank => (Cow::default(), Content::Empty),
        Ok(text) => (Cow::Borrowed(text), content(text, segment.directives, limits)),
        Err(fault) => (String::from_utf8_lossy(segment.bytes), Content::Fault(fault)),
    };
    let (first_line, first_item) = (segment.first_line, segment.first_item);
    (Document { text, first_line, first_item, spans: OnceCell::new(), lines: OnceCell::new() }, content)
}

fn content(text: &str, directives: usize, limits: &Limits) -> Content {
    match value(text, directives, limits) {
        Err(fault) => Content::Fault(fault),
        Ok(converted) if converted.duplicate_keys => Content::DuplicateKeys,
        Ok(converted) if converted.value.is_null() => Content::Empty,
        Ok(converted) => Content::Value(converted.value),
    }
}

fn value(text: &str, directives: usize, limits: &Limits) -> Result<convert::Converted, Fault> {
    let bounds = Bounds::of(text);
    // Twice the nodes, for ordinary text is full of commas and dashes.
    if directives > DIRECTIVES || bounds.indicators > limits.expanded_nodes.saturating_mul(2) {
        return Err(Fault { kind: FaultKind::TooComplex, line: 1, column: 1 });
    }
    let text = if bounds.nesting > limits.nesting || bounds.numbers {
        scan::scan(text, limits.nesting, scan::Version::V1_2)?
    } else {
        Cow::Borrowed(text)
    };
    convert::convert(&text, limits.expanded_nodes)
}

impl Document<'_> {
    /// A document of this text, which stands in no file.
    pub(crate) fn of(text: String) -> Document<'static> {
        Document {
            text: Cow::Owned(text),
            first_line: 1,
            first_item: 0,
            spans: OnceCell::new(),
            lines: OnceCell::new(),
        }
    }

    /// The document's text; a character that is none is replaced.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The line of the file on which the text begins, from 1.
    pub(crate) fn first_line(&self) -> usize {
        self.first_line
    }

    /// The value as a reader of YAML 1.1 sees it, with `yes`, `no`, `on` and `off` as booleans and with merge keys
    /// followed; nothing if that makes no difference. The document is sound, and its limits hold already.
    pub(crate) fn value_of_1_1(&self) -> Option<Value> {
        merge::of_1_1(&self.text)
    }

    /// The places of the values.
    pub(crate) fn spans(&self) -> &SpanIndex {
        self.spans.get_or_init(|| SpanIndex::of_items(&self.text, self.first_item))
    }

    /// A line of the text, from 1, without its end.
    pub(crate) fn line(&self, line: usize) -> Option<&str> {
        let lines = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let start = *lines.get(line.checked_sub(1)?)?;
        self.text[start..].lines().next()
    }

    /// The value at this pointer as its author wrote it, if it stands there and on one line. An anchor is no part of it.
    pub(crate) fn written(&self, pointer: &str) -> Option<String> {
        let text = self.slice(self.spans().value(pointer).filter(|place| place.length > 0)?)?;
        match text.strip_prefix('&').and_then(|anchored| anchored.split_once(' ')) {
            Some((_, value)) => Some(value.trim_start().to_owned()),
            None => Some(text).filter(|text| !text.starts_with('*')),
        }
    }

    /// The text at this place.
    pub(crate) fn slice(&self, Place { line, column, length }: Place) -> Option<String> {
        Some(self.line(line)?.chars().skip(column - 1).take(length).collect())
    }
}
