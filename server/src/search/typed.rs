//! What a person typed, taken apart: words, `"phrases"`, `field:value`, and what a `-` before any of them rules out.

use super::analyzer::words;

/// Characters that count; a longer text is cut.
const MAX_CHARACTERS: usize = 256;
/// Words that count.
const MAX_WORDS: usize = 12;
/// Fields that count.
const MAX_FIELDS: usize = 8;

/// A part of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// As typed, the sign before it included.
    pub(super) text: String,
    /// Ruled out.
    pub(super) not: bool,
    /// The last piece, with nothing after it: perhaps somebody types on.
    pub(super) open: bool,
    pub(super) content: Content,
}

/// What a piece says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Typed without a space between; never empty.
    Words(Vec<String>),
    /// Typed in quotes: in this order, with nothing between; never empty.
    Phrase(Vec<String>),
    /// `key:value`. Whether there is such a field, a snapshot knows.
    Field { key: String, value: String },
}

/// Takes a text apart. No text is wrong: what is no sign is words, and what has no words is nothing.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text: String = text.chars().take(MAX_CHARACTERS).collect();
    let mut reader = Reader { rest: &text };
    let (mut found, mut room, mut fields) = (Vec::new(), MAX_WORDS, MAX_FIELDS);
    while let Some((read, not, content)) = reader.piece() {
        let content = match content {
            Raw::Field(key, value) if fields > 0 => {
                fields -= 1;
                Content::Field { key: key.to_owned(), value }
            }
            Raw::Field(..) => continue,
            Raw::Words(text) => Content::Words(take_words(text, &mut room)),
            Raw::Phrase(text) => Content::Phrase(take_words(text, &mut room)),
        };
        if !matches!(&content, Content::Words(words) | Content::Phrase(words) if words.is_empty()) {
            found.push(Piece { text: read.to_owned(), not, open: reader.rest.is_empty(), content });
        }
    }
    found
}

fn take_words(text: &str, room: &mut usize) -> Vec<String> {
    let words: Vec<String> = words(text).into_iter().map(|word| word.text).take(*room).collect();
    *room -= words.len();
    words
}

enum Raw<'a> {
    Words(&'a str),
    Phrase(&'a str),
    Field(&'a str, String),
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// The next piece as typed, whether it is ruled out, and what it says.
    fn piece(&mut self) -> Option<(&'a str, bool, Raw<'a>)> {
        self.rest = self.rest.trim_start();
        let start = self.rest;
        if start.is_empty() {
            return None;
        }
        let after = start.strip_prefix('-');
        let not = after.is_some_and(|after| !after.starts_with([' ', '-']) && !after.is_empty());
        self.rest = after.filter(|_| not).unwrap_or(start);
        let raw = if self.rest.starts_with('"') {
            Raw::Phrase(self.quoted())
        } else if let Some(key) = field_key(self.rest) {
            self.rest = &self.rest[key.len() + 1..];
            let value = if self.rest.starts_with('"') { self.quoted() } else { self.bare() };
            Raw::Field(key, value.to_owned())
        } else {
            Raw::Words(self.bare())
        };
        Some((&start[..start.len() - self.rest.len()], not, raw))
    }

    /// Up to the closing quote, or to the end where it is not there yet.
    fn quoted(&mut self) -> &'a str {
        let inside = &self.rest[1..];
        match inside.find('"') {
            Some(end) => {
                self.rest = &inside[end + 1..];
                &inside[..end]
            }
            None => {
                self.rest = "";
                inside
            }
        }
    }

    fn bare(&mut self) -> &'a str {
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        let (bare, rest) = self.rest.split_at(end);
        self.rest = rest;
        bare
    }
}

/// The key of `key:value`, where there is a value.
fn field_key(text: &str) -> Option<&str> {
    let (key, value) = text.split_once(':')?;
    let is_key = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|character| character.is_ascii_alphanumeric() || "_.-/".contains(character));
    let has_value = !value.is_empty() && !value.starts_with(char::is_whitespace);
    // A whole reference, such as `system:default/shop`, means that very system.
    let value = value.split_whitespace().next().unwrap_or_default();
    let is_reference = matches!(key, "system" | "domain") && value.contains('/') && !value.contains(':');
    (is_key && has_value && !is_reference).then_some(key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |piece: Piece| {
            let content = match piece.content {
                Content::Words(words) => words.join("+"),
                Content::Phrase(words) => format!("'{}'", words.join(" ")),
                Content::Field { key, value } => format!("{key}={value}"),
            };
            format!("{}{content}{}", if piece.not { "!" } else { "" }, if piece.open { "…" } else { "" })
        };
        pieces(text).into_iter().map(show).collect()
    }

    #[test]
    fn words_phrases_fields_and_what_is_ruled_out() {
        let cases: [(&str, &[&str]); 15] = [
            ("payments-api", &["payments+api…"]),
            ("Payments API ", &["payments", "api"]),
            ("\"dead letters\" kafka", &["'dead letters'", "kafka…"]),
            ("\"dead let", &["'dead let'…"]),
            ("-java -\"old shop\" - x", &["!java", "!'old shop'", "x…"]),
            ("owner:checkout tag:\"a b\"", &["owner=checkout", "tag=a b…"]),
            ("-kind:api", &["!kind=api…"]),
            ("label.acme.dev/tier:1", &["label.acme.dev/tier=1…"]),
            ("kind: api", &["kind", "api…"]),
            ("https://a.b/c", &["https=//a.b/c…"]),
            ("system:default/shop", &["system+default+shop…"]),
            ("system:shop", &["system=shop…"]),
            ("system:system:default/shop", &["system=system:default/shop…"]),
            ("-- \"\" !!", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_piece_is_a_part_of_the_text(text in "[\\PC\"\\-: ]{0,80}") {
            for piece in pieces(&text) {
                prop_assert!(text.contains(&piece.text));
            }
        }
    }
}
