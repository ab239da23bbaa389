//! Descriptors between which a `---` was forgotten: the keys of the first come again, where the second begins.

use super::{Decoder, formats};
use crate::diagnostic::codes;
use crate::formats::{Problem, Rewrite, Target};
use crate::yaml::{Content, Document, Place, Segment, read};

/// Keys at the root with which a descriptor begins.
const BEGIN: [&str; 6] = ["apiVersion", "kind", "schema-version", "configVersion", "openapi", "identifier"];

/// The documents of one in which such a key comes again, if everything is a descriptor of its own then; else nothing.
pub(super) fn apart<'b>(segment: &Segment<'b>, document: &Document<'_>, decoder: &Decoder<'_>) -> Vec<Segment<'b>> {
    let again: Vec<_> = document.spans().duplicates().iter().filter(|duplicate| duplicate.at_root).collect();
    let Some(begin) = again.first().filter(|first| BEGIN.contains(&first.key.as_str())) else { return Vec::new() };
    // A key alone that comes again is a slip within one descriptor.
    if again.iter().all(|other| other.key == begin.key) {
        return Vec::new();
    }
    let begins = again.iter().filter(|other| other.key == begin.key && other.place.column == 1);
    let lines: Vec<usize> = begins.map(|begin| begin.place.line).collect();
    let pieces = cut(segment, &lines);
    let sound = |piece: &Segment<'_>| match read(piece, &decoder.options.limits).1 {
        Content::Value(value) => {
            value.as_object().is_some_and(|root| formats::detect(decoder.file.path, root).is_some())
        }
        _ => false,
    };
    if pieces.len() > 1 && pieces.iter().all(sound) { pieces } else { Vec::new() }
}

/// The segment cut before each of these lines of it.
fn cut<'b>(segment: &Segment<'b>, lines: &[usize]) -> Vec<Segment<'b>> {
    let mut pieces = Vec::new();
    let (mut start, mut first_line, mut offset) = (0, segment.first_line, 0);
    for (number, line) in (1..).zip(segment.bytes.split_inclusive(|&byte| byte == b'\n')) {
        if number > 1 && lines.contains(&number) {
            pieces.push(Segment { bytes: &segment.bytes[start..offset], first_line, ..*segment });
            (start, first_line) = (offset, segment.first_line + number - 1);
        }
        offset += line.len();
    }
    pieces.push(Segment { bytes: &segment.bytes[start..], first_line, ..*segment });
    pieces
}

/// What to say where the second of them begins.
pub(super) fn problem(document: &Document<'_>) -> Problem {
    let length = document.line(1).and_then(|line| line.find(':')).unwrap_or(0);
    let end = if document.text().contains("\r\n") { "---\r\n" } else { "---\n" };
    let place = Place { line: 1, column: 1, length: 0 };
    let message = "another descriptor begins here, without a line `---` before it";
    Problem::new(&codes::MISSING_SEPARATOR, Target::At(Place { length, ..place }), message)
        .with_help("write a line `---` before it; other products read neither of the two without it")
        .with_rewrite(Rewrite::Places(vec![(place, end.to_owned())], "write `---` before it"))
}
