//! A pass over a document's events, for what must be known before a value is built.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::fault::{Fault, FaultKind};

/// The version of YAML that a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// The core schema: `true` and `false` are the booleans.
    V1_2,
    /// `yes`, `no`, `on` and `off` are booleans too, and there are merge keys.
    V1_1,
}

/// The text as `serde_yaml` should read it, if it nests no deeper than `nesting`. Disputed numbers are rewritten, and
/// values (not keys) that are booleans in this version.
///
/// Stops at the first event beyond the limit. The parser itself keeps flow collections below 256 levels, so the time is
/// bounded by the length of the text.
pub(super) fn scan(text: &str, nesting: usize, version: Version) -> Result<Cow<'_, str>, Fault> {
    // The collections that are open; of a map, whether its next node is a key.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut patches = Patches { text, byte: 0, index: 0, copied: 0, patched: String::new() };
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| syntax(&error))?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let _ = is_key(&mut open);
                open.push(matches!(event, Event::MappingStart(..)).then_some(true));
                if open.len() > nesting {
                    return Err(at(FaultKind::TooDeep, span.start.line(), span.start.col()));
                }
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
            }
            Event::Scalar(value, style, _, tag) => {
                let may_be_boolean = !is_key(&mut open) && version == Version::V1_1;
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let boolean = if may_be_boolean { boolean_of_1_1(&value) } else { None };
                if let Some(replacement) = disputed(&value).or(boolean).filter(|_| plain) {
                    patches.replace(span, value.chars().count(), &replacement);
                }
            }
            Event::Alias(_) => {
                let _ = is_key(&mut open);
            }
            _ => {}
        }
    }
    Ok(patches.finish())
}

/// Whether the node that comes is a key of the innermost map; the next one is the other then.
fn is_key(open: &mut [Option<bool>]) -> bool {
    match open.last_mut() {
        Some(Some(key)) => std::mem::replace(key, !*key),
        _ => false,
    }
}

/// The boolean that a plain scalar is in YAML 1.1 alone. Like the libraries in use, without the letters `y` and `n`.
fn boolean_of_1_1(scalar: &str) -> Option<String> {
    let boolean = match scalar {
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => "true",
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => "false",
        _ => return None,
    };
    Some(boolean.to_owned())
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
    /// Replaces a plain scalar of this many characters. An anchor, which the span has before it, stays.
    fn replace(&mut self, span: Span, characters: usize, replacement: &str) {
        let start = self.advance(span.end.index().saturating_sub(characters));
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
        let text = "ä: 010\nb: '010'\nc: [0b1, -0x1F, 0x1F]\nd: -007 # 010\ne: &e 010\n";
        assert_eq!(
            scan(text, 64, Version::V1_2).unwrap(),
            "ä: 10\nb: '010'\nc: ['0b1', '-0x1F', 0x1F]\nd: -7 # 010\ne: &e 10\n"
        );
        assert!(matches!(scan("a: b", 64, Version::V1_2), Ok(Cow::Borrowed(_))));
    }

    #[test]
    fn depth_counts_maps_and_sequences_and_the_first_beyond_it_is_the_place() {
        let scan = |text: &'static str, nesting| scan(text, nesting, Version::V1_2);
        assert!(scan("[[a]]", 2).is_ok());
        assert_eq!(scan("[[[a]]]", 2), Err(Fault { kind: FaultKind::TooDeep, line: 1, column: 3 }));
        let deep = "[".repeat(100_000);
        assert_eq!(super::scan(&deep, 300, Version::V1_2).unwrap_err().kind, FaultKind::TooDeep);
    }

    #[test]
    fn words_are_booleans_in_version_1_1_where_they_are_plain_values() {
        let text = "on: yes\na: [No, 'no', \"off\", !!str on, y]\n? [off]\n: ON\nb: &x off\nc: *x\n";
        let expected = "on: true\na: [false, 'no', \"off\", !!str on, y]\n? [false]\n: true\nb: &x false\nc: *x\n";
        assert_eq!(scan(text, 64, Version::V1_1).unwrap(), expected);
        assert!(matches!(scan(text, 64, Version::V1_2), Ok(Cow::Borrowed(_))));
    }
}
