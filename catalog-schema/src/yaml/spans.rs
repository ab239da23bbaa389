//! Where the values of a document stand, by JSON pointer.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// A place in a document's text: line from 1, column in characters from 1, length in characters up to the line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) length: usize,
}

/// Key and value of every node of a document.
#[derive(Debug, Default)]
pub(crate) struct SpanIndex {
    nodes: HashMap<String, Node>,
    duplicates: Vec<Duplicate>,
}

/// A key that its map has already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    pub(crate) key: String,
    pub(crate) place: Place,
    /// The line of its first occurrence.
    pub(crate) first_line: usize,
    /// The map is the whole document.
    pub(crate) at_root: bool,
}

#[derive(Clone, Debug)]
struct Node {
    key: Option<Place>,
    value: Place,
    scalar: Option<Scalar>,
}

/// How a scalar is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scalar {
    /// Where, in characters of the text: with its anchor and tag, its quotes or the mark of a block.
    pub(super) characters: Range<usize>,
    pub(super) style: ScalarStyle,
}

impl SpanIndex {
    /// Reads `text` as far as it can be read.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        Self::of_items(text, 0)
    }

    /// Reads `text` as far as it can be read; if it is a list, its items are numbered from `first_item` on.
    pub(crate) fn of_items(text: &str, first_item: usize) -> Self {
        let mut builder = Builder { index: Self::default(), stack: Vec::new(), first_item, starts: starts(text) };
        let mut parser = Parser::new_from_str(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            builder.event(&event, span);
        }
        builder.index
    }

    /// Where the value at this pointer begins.
    pub(crate) fn value(&self, pointer: &str) -> Option<Place> {
        self.nodes.get(pointer).map(|node| node.value)
    }

    /// Where the key at this pointer stands; the value itself for an item of a list.
    pub(crate) fn key(&self, pointer: &str) -> Option<Place> {
        self.nodes.get(pointer).map(|node| node.key.unwrap_or(node.value))
    }

    /// How the value at this pointer is written; none where it is no scalar, or an alias of one.
    pub(super) fn scalar(&self, pointer: &str) -> Option<&Scalar> {
        self.nodes.get(pointer)?.scalar.as_ref()
    }

    /// Every key that its map has already, in the order of the text.
    pub(crate) fn duplicates(&self) -> &[Duplicate] {
        &self.duplicates
    }
}

/// The byte ranges of the scalars of `text`, as far as it can be read: a `#` in one of them begins no comment.
pub(crate) fn text_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut byte, mut index) = (0, 0);
    let mut advance = |to: usize| {
        let rest = &text[byte..];
        byte += rest.char_indices().nth(to.saturating_sub(index)).map_or(rest.len(), |(offset, _)| offset);
        index = index.max(to);
        byte
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if matches!(event, Event::Scalar(..)) {
            let start = advance(span.start.index());
            ranges.push(start..advance(span.end.index()));
        }
    }
    ranges
}

/// The collections that are open, and what is known so far.
struct Builder {
    index: SpanIndex,
    stack: Vec<Open>,
    first_item: usize,
    /// Where lines begin, if the parser counts others than everybody else.
    starts: Option<Vec<usize>>,
}

/// A collection whose end is not reached yet.
struct Open {
    pointer: String,
    /// It is the value of a duplicate key, or inside of one: what is in it has a double that needs no word of its own.
    duplicate: bool,
    /// Of a map, the key whose value comes next.
    key: Option<(String, Place)>,
    map: bool,
    /// Of a list, how many items there were.
    items: usize,
}

impl Builder {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(..) | Event::Alias(_) => {
                let (text, scalar) = match event {
                    Event::Scalar(text, style, ..) => {
                        let characters = span.start.index()..span.end.index();
                        (&**text, Some(Scalar { characters, style: *style }))
                    }
                    _ => ("*", None),
                };
                if !self.take_key(text, span) {
                    let _ = self.node(span, scalar);
                }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                // A collection as a key has no pointer that a value could have; what is inside is of no interest.
                let (pointer, duplicate) =
                    if self.take_key("?", span) { ("?".to_owned(), true) } else { self.node(span, None) };
                let map = matches!(event, Event::MappingStart(..));
                let items = if self.stack.is_empty() { self.first_item } else { 0 };
                self.stack.push(Open { pointer, duplicate, key: None, map, items });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.stack.pop();
            }
            _ => {}
        }
    }

    /// Whether the node is a map's key; it is kept then until its value comes.
    fn take_key(&mut self, text: &str, span: Span) -> bool {
        let at = self.place(span);
        match self.stack.last_mut() {
            Some(open) if open.map && open.key.is_none() => {
                open.key = Some((text.to_owned(), at));
                true
            }
            _ => false,
        }
    }

    fn place(&self, span: Span) -> Place {
        let Span { start, end, .. } = span;
        let length = if start.line() == end.line() { end.index().saturating_sub(start.index()) } else { 0 };
        match &self.starts {
            None => Place { line: start.line().max(1), column: start.col() + 1, length },
            Some(starts) => {
                let line = starts.partition_point(|begin| *begin <= start.index()).max(1);
                Place { line, column: start.index() - starts[line - 1] + 1, length }
            }
        }
    }

    /// Notes a value. Its pointer, and whether it is a duplicate or inside of one.
    fn node(&mut self, span: Span, scalar: Option<Scalar>) -> (String, bool) {
        let value = self.place(span);
        let Some(open) = self.stack.last_mut() else {
            self.index.nodes.insert(String::new(), Node { key: None, value, scalar });
            return (String::new(), false);
        };
        let (step, key) = match open.key.take() {
            Some((text, place)) => (escape(&text), Some((text, place))),
            None => {
                open.items += 1;
                ((open.items - 1).to_string(), None)
            }
        };
        let pointer = format!("{}/{step}", open.pointer);
        let node = Node { key: key.as_ref().map(|(_, place)| *place), value, scalar };
        let first = self.index.nodes.insert(pointer.clone(), node);
        let (Some(Node { key: Some(first), .. }), Some((key, place)), false) = (first, key, open.duplicate) else {
            return (pointer, open.duplicate);
        };
        let at_root = open.pointer.is_empty();
        self.index.duplicates.push(Duplicate { key, place, first_line: first.line, at_root });
        (pointer, true)
    }
}

/// To a parser a carriage return ends a line. Where one stands alone, the characters are given with which lines begin
/// that end with a line feed, as editors count them.
fn starts(text: &str) -> Option<Vec<usize>> {
    let alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    text.match_indices('\r').any(|(at, _)| alone(at)).then(|| {
        let feeds = text.chars().enumerate().filter(|(_, character)| *character == '\n');
        std::iter::once(0).chain(feeds.map(|(at, _)| at + 1)).collect()
    })
}

/// A key as one step of a JSON pointer (RFC 6901).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_values_and_items_are_found_by_pointer() {
        let index = SpanIndex::of("metadata:\n  name: ä\n  tags:\n  - x\n  - {a/b: c}\n");
        assert_eq!(index.key("/metadata/name"), Some(Place { line: 2, column: 3, length: 4 }));
        assert_eq!(index.value("/metadata/name"), Some(Place { line: 2, column: 9, length: 1 }));
        assert_eq!(index.value("/metadata/tags/0").map(|place| (place.line, place.column)), Some((4, 5)));
        assert_eq!(index.key("/metadata/tags/1/a~1b").map(|place| (place.line, place.column)), Some((5, 6)));
    }

    #[test]
    fn a_carriage_return_alone_ends_no_line() {
        let index = SpanIndex::of("a: 1\rb: 2\r\nc: 3\n");
        let at = |pointer: &str| index.key(pointer).map(|place| (place.line, place.column));
        assert_eq!((at("/a"), at("/b"), at("/c")), (Some((1, 1)), Some((1, 6)), Some((2, 1))));
    }

    #[test]
    fn every_second_key_is_a_duplicate() {
        let index = SpanIndex::of("a: 1\nb: {c: 1, c: 2}\na: 3\n");
        let found: Vec<_> = index.duplicates().iter().map(|d| (&*d.key, d.place.line, d.first_line)).collect();
        assert_eq!(found, [("c", 2, 2), ("a", 3, 1)]);
    }
}
