//! Where a part of a text stands that is written as a scalar.
//!
//! YAML folds lines, strips indentation and trims ends, but all that it moves is white space. So the n-th character of
//! the value that is no white space is the n-th that is written, once quotes and escapes are read; characters are
//! compared on the way, and where the two do not agree nothing is said.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::document::Document;
use super::spans::{Place, Scalar};

/// A character that is no white space, and where it is written.
struct Written {
    character: char,
    /// In characters of the document.
    at: Range<usize>,
}

impl Document<'_> {
    /// The place of these bytes of `value`, the text at this pointer. None where the text does not stand there, but in
    /// another file, or behind an alias.
    pub(crate) fn within(&self, pointer: &str, value: &str, part: &Range<usize>) -> Option<Place> {
        let Scalar { characters, style } = self.spans().scalar(pointer)?;
        let text = self.text();
        let raw: Vec<char> = text.chars().skip(characters.start).take(characters.len()).collect();
        let says_it = |solid: &Vec<Written>| {
            solid.iter().map(|written| written.character).eq(value.chars().filter(|character| !is_blank(*character)))
        };
        // Of a block the parser tells the content, or the whole with its mark.
        let starts = [content(&raw, *style), mark(&raw)];
        let solid = starts.into_iter().map(|start| written(&raw, start, *style)).find(says_it)?;
        let count = |text: &str| text.chars().filter(|character| !is_blank(*character)).count();
        let before = count(value.get(..part.start)?);
        let inside = count(value.get(part.clone())?);
        let at = match (solid.get(before), inside) {
            (Some(first), 1..) => first.at.start..solid.get(before + inside - 1)?.at.end,
            // Nothing to point at: the place is behind what is there.
            (_, 0) if before > 0 => {
                let end = solid.get(before - 1)?.at.end;
                end..end
            }
            (Some(first), _) => first.at.start..first.at.start,
            (None, _) => return None,
        };
        Some(place(text, characters.start + at.start, at.len()))
    }
}

/// White space as YAML has it.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// The place of so many characters from this one on, up to the line's end.
fn place(text: &str, start: usize, length: usize) -> Place {
    let (mut line, mut column) = (1, 1);
    let mut rest = text.chars();
    for character in rest.by_ref().take(start) {
        (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
    }
    Place { line, column, length: rest.take(length).take_while(|character| !matches!(character, '\n' | '\r')).count() }
}

/// What a scalar says from this character on, character by character.
fn written(raw: &[char], start: usize, style: ScalarStyle) -> Vec<Written> {
    let characters = raw.get(start..).unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let (decoded, length) = match (style, character) {
            (ScalarStyle::DoubleQuoted, '"') => break,
            (ScalarStyle::DoubleQuoted, '\\') => escape(&characters[at..]),
            (ScalarStyle::SingleQuoted, '\'') if characters.get(at + 1) != Some(&'\'') => break,
            (ScalarStyle::SingleQuoted, '\'') => (Some('\''), 2),
            _ => (Some(character), 1),
        };
        if let Some(character) = decoded.filter(|character| !is_blank(*character)) {
            found.push(Written { character, at: start + at..start + at + length });
        }
        at += length;
    }
    found
}

/// Where the content begins: behind anchor and tag, and the opening quote.
fn content(raw: &[char], style: ScalarStyle) -> usize {
    let mut at = 0;
    loop {
        at += raw.iter().skip(at).take_while(|character| is_blank(**character)).count();
        match raw.get(at) {
            Some('&' | '!') if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) => {
                at += raw.iter().skip(at).take_while(|character| !is_blank(**character)).count();
            }
            _ => break,
        }
    }
    at + usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted))
}

/// The end of the line on which the mark of a block stands.
fn mark(raw: &[char]) -> usize {
    raw.iter().take_while(|character| **character != '\n').count()
}

/// What an escape in double quotes stands for, and how many characters it has. An escaped end of a line is nothing.
fn escape(characters: &[char]) -> (Option<char>, usize) {
    let digits = match characters.get(1) {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some('n' | 't' | 'r' | ' ' | '\t' | '\n' | '\r') => return (None, 2),
        Some('0') => return (Some('\0'), 2),
        Some('a') => return (Some('\u{7}'), 2),
        Some('b') => return (Some('\u{8}'), 2),
        Some('v') => return (Some('\u{b}'), 2),
        Some('f') => return (Some('\u{c}'), 2),
        Some('e') => return (Some('\u{1b}'), 2),
        Some('N') => return (Some('\u{85}'), 2),
        Some('_') => return (Some('\u{a0}'), 2),
        Some('L') => return (Some('\u{2028}'), 2),
        Some('P') => return (Some('\u{2029}'), 2),
        Some(other) => return (Some(*other), 2),
        None => return (None, 1),
    };
    let digits: String = characters.iter().skip(2).take(digits).collect();
    (u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32), 2 + digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of the document is pointed at for `part` of the text at `/a`.
    fn pointed_at(text: &str, part: &str) -> Option<(usize, usize, String)> {
        let value = super::super::parse(text).unwrap();
        let value = value["a"].as_str().unwrap();
        let start = value.find(part).unwrap();
        let document = Document::of(text.to_owned());
        let place = document.within("/a", value, &(start..start + part.len()))?;
        Some((place.line, place.column, document.slice(place).unwrap()))
    }

    #[test]
    fn a_part_of_a_text_is_found_however_the_text_is_written() {
        let found = |line, column, text: &str| Some((line, column, text.to_owned()));
        assert_eq!(pointed_at("a: one two # three\n", "two"), found(1, 8, "two"));
        assert_eq!(pointed_at("a: &x !!str one\n  two\n", "two"), found(2, 3, "two"));
        assert_eq!(pointed_at("a: 'it''s two'\n", "two"), found(1, 11, "two"));
        assert_eq!(pointed_at("a: 'it''s two'\n", "'s"), found(1, 7, "''s"));
        assert_eq!(pointed_at(r#"a: "\tä\x41 \"\u00e4\" two\n""#, "two"), found(1, 24, "two"));
        assert_eq!(pointed_at("a: \"one \\\n  two\"\n", "two"), found(2, 3, "two"));
        assert_eq!(pointed_at("a: |2- # block\n    one\n\n    two three\nb: c\n", "two"), found(4, 5, "two"));
        assert_eq!(pointed_at("a: >\n  one\n  two\n\n  three\n", "three"), found(5, 3, "three"));
        assert_eq!(pointed_at("a: >-\r\n  one\r\n  two\r\n", "two"), found(3, 3, "two"));
    }

    #[test]
    fn a_part_of_several_lines_is_pointed_at_up_to_the_first_lines_end_and_no_part_where_it_would_be() {
        assert_eq!(pointed_at("a: one\n  two three\n", "one two"), Some((1, 4, "one".to_owned())));
        let document = Document::of("a: >-\n  one\n".to_owned());
        assert_eq!(document.within("/a", "one", &(3..3)), Some(Place { line: 2, column: 6, length: 0 }));
        assert_eq!(document.within("/a", "one", &(0..0)), Some(Place { line: 2, column: 3, length: 0 }));
    }

    #[test]
    fn what_does_not_stand_there_has_no_place() {
        let document = Document::of("a: &x one\nb: *x\nc: {d: e}\n".to_owned());
        assert_eq!(document.within("/b", "one", &(0..3)), None);
        assert_eq!(document.within("/c", "one", &(0..3)), None);
        assert_eq!(document.within("/a", "two", &(0..3)), None);
        assert_eq!(document.within("/a", "one", &(0..9)), None);
    }
}
