//! A pass over a document's events, for what must be known before a value is built.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::fault::{Fault, FaultKind};

/// The text as `serde_yaml` should read it, if it nests no deeper than `nesting`. Disputed numbers are rewritten.
///
/// Stops at the first event beyond the limit. The parser itself keeps flow collections below 256 levels, so the time is
/// bounded by the length of the text.
pub(super) fn scan(text: &str, nesting: usize) -> Result<Cow<'_, str>, Fault> {
    let mut depth = 0;
    let mut patches = Patches { text, byte: 0, index: 0, copied: 0, patched: String::new() };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| syntax(&error))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                depth += 1;
                if depth > nesting {
                    return Err(at(FaultKind::TooDeep, span.start.line(), span.start.col()));
                }
            }
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            Event::Scalar(value, ScalarStyle::Plain, _, None) => {
                if let Some(replacement) = disputed(&value) {
                    patches.replace(span, &replacement);
                }
            }
            _ => {}
        }
    }
    Ok(patches.finish())
}

/// What is wrong, from the parser's error.
fn syntax(error: &ScanError) -> Fault {
    let kind = match error.info() {
        "recursion limit exceeded" => FaultKind::TooDeep,
        info => FaultKind::Syntax(info.to_owned()),
    };
    at(kind, error.marker().line(), error.marker().col())
}

fn at(kind: FaultKind, line: usize, column_from_0: usize) -> Fault {
    Fault { kind, line, column: column_from_0 + 1 }
}

/// How to write a plain scalar so that `serde_yaml` reads it as the YAML 1.2 core schema does; nothing if it does.
///
/// The core schema has decimal integers with leading zeros, which `serde_yaml` takes for text. It has no binary
/// integers, and no sign before `0x` and `0o`, where `serde_yaml` sees numbers.
fn disputed(scalar: &str) -> Option<String> {
    let unsigned = scalar.strip_prefix(['+', '-']).unwrap_or(scalar);
    let signed = unsigned.len() < scalar.len();
    let digits = unsigned.strip_prefix('0')?;
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let significant = digits.trim_start_matches('0');
        let sign = if scalar.starts_with('-') { "-" } else { "" };
        return Some(format!("{sign}{}", if significant.is_empty() { "0" } else { significant }));
    }
    let text = match digits.as_bytes().first()? {
        b'b' => true,
        b'x' | b'o' => signed,
        _ => false,
    };
    text.then(|| format!("'{scalar}'"))
}

/// The text with replacements, made in order.
struct Patches<'a> {
    text: &'a str,
    /// A place in the text as byte offset and as character index, which advance together.
    byte: usize,
    index: usize,
    copied: usize,
    patched: String,
}

impl<'a> Patches<'a> {
    fn replace(&mut self, span: Span, replacement: &str) {
        let start = self.advance(span.start.index());
        self.patched.push_str(&self.text[self.copied..start]);
        self.patched.push_str(replacement);
        self.copied = self.advance(span.end.index());
    }

    /// The byte offset of a character index not before the last one asked for.
    fn advance(&mut self, index: usize) -> usize {
        let step = index.saturating_sub(self.index);
        let rest = &self.text[self.byte..];
        self.byte += rest.char_indices().nth(step).map_or(rest.len(), |(offset, _)| offset);
        self.index = self.index.max(index);
        self.byte
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.copied == 0 {
            return Cow::Borrowed(self.text);
        }
        self.patched.push_str(&self.text[self.copied..]);
        Cow::Owned(self.patched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_disputed_numbers_are_rewritten() {
        let text = "ä: 010\nb: '010'\nc: [0b1, -0x1F, 0x1F]\nd: -007 # 010\n";
        assert_eq!(scan(text, 64).unwrap(), "ä: 10\nb: '010'\nc: ['0b1', '-0x1F', 0x1F]\nd: -7 # 010\n");
        assert!(matches!(scan("a: b", 64), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn depth_counts_maps_and_sequences_and_the_first_beyond_it_is_the_place() {
        assert!(scan("[[a]]", 2).is_ok());
        assert_eq!(scan("[[[a]]]", 2), Err(Fault { kind: FaultKind::TooDeep, line: 1, column: 3 }));
        assert_eq!(scan(&"[".repeat(100_000), 300).unwrap_err().kind, FaultKind::TooDeep);
    }
}
