//! Where in a file's text the values of one of its documents stand.

use serde_json::Value;

use crate::limits::Limits;
use crate::yaml::{Content, Document, Place, read, split};

/// One document of a file.
pub(super) struct Located<'a> {
    document: Option<Document<'a>>,
    /// Of a document that is a list, the pointer of the item.
    item: String,
    start_line: u32,
}

impl<'a> Located<'a> {
    /// The document, or the item of one that is a list, that begins on this line of the file.
    pub(super) fn at(bytes: &'a [u8], start_line: u32) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let line = usize::try_from(start_line).unwrap_or(usize::MAX);
        let segment = split(bytes).into_iter().rfind(|segment| segment.first_line <= line);
        let (document, content) = segment.map(|segment| read(&segment, &Limits::local())).unzip();
        let is_list = matches!(content, Some(Content::Value(Value::Array(_))));
        let item = document.as_ref().filter(|_| is_list).map(|document| item_at(document, line)).unwrap_or_default();
        Self { document, item, start_line }
    }

    /// Line and column of the key at this pointer, or of the nearest one above it. A value that the document does not
    /// write has the document's first line, and no column.
    pub(super) fn place(&self, pointer: &str) -> (u32, Option<u32>) {
        let Some(document) = self.document.as_ref().filter(|_| !pointer.is_empty()) else {
            return (self.start_line, None);
        };
        // What a relation says of its origin begins with the item already.
        let inside = |rest: &str| rest.starts_with('/');
        let whole = !self.item.is_empty() && pointer.strip_prefix(self.item.as_str()).is_some_and(inside);
        let item = if whole { "" } else { self.item.as_str() };
        let mut at = pointer;
        loop {
            if let Some(Place { line, column, .. }) = document.spans().key(&format!("{item}{at}")) {
                let line = document.first_line() + line - 1;
                return (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).ok());
            }
            match at.rsplit_once('/') {
                // That a field is not in `metadata` is no reason to point there.
                Some((above, _)) if !matches!(above, "" | "/metadata" | "/spec") => at = above,
                _ => return (self.start_line, None),
            }
        }
    }
}

/// The pointer of the item of a list that goes on over this line of the file.
pub(crate) fn item_at(document: &Document<'_>, line: usize) -> String {
    let begins = |item: &usize| {
        let place = document.spans().value(&format!("/{item}"));
        place.is_some_and(|place| document.first_line() + place.line - 1 <= line)
    };
    (0..).take_while(begins).last().map(|item| format!("/{item}")).unwrap_or_default()
}
