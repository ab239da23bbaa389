//! Changes of a document that are certain, found where the problem is and placed once it is reported.

use serde_json::Value;

use super::report::number;
use crate::diagnostic::{Edit, Fix, apply};
use crate::yaml::{Document, Place, parse};

/// A change whose result is known; where the document's text turns out to be written in another way than expected,
/// nothing comes of it.
#[derive(Debug)]
pub(crate) enum Rewrite {
    /// The key at this pointer, spelt like this.
    Key { pointer: String, name: &'static str },
    /// The text at this pointer, in its quotes if it has some, by this one.
    Text { pointer: String, old: String, new: String },
    /// The number or boolean at this pointer as text, the way it is written.
    Quoted { pointer: String },
    /// The value at this pointer by this notation of another value.
    Value { pointer: String, notation: String },
    /// The value at this pointer as the only item of a list.
    Listed { pointer: String, value: Value },
    /// The address at this pointer, an item of a list, as a link.
    Link { pointer: String },
    /// The map of one entry at this pointer, an item of a list, as text.
    Pair { pointer: String, key: String, text: String },
    /// These parts of these lines of the document, by these texts.
    Places(Vec<(Place, String)>, &'static str),
}

impl Rewrite {
    /// The change in the file.
    pub(crate) fn fix(&self, document: &Document<'_>) -> Option<Fix> {
        let (description, parts) = self.parts(document)?;
        let edit = |(place, replacement): (Place, String)| Edit {
            line: number(document.first_line() + place.line - 1),
            column: number(place.column),
            length: number(place.length),
            replacement,
        };
        Some(Fix { description, edits: parts.into_iter().map(edit).collect() })
    }

    fn parts(&self, document: &Document<'_>) -> Option<(String, Vec<(Place, String)>)> {
        let value = |pointer: &str| document.spans().value(pointer).filter(|place| place.length > 0);
        let written = |place: Place| document.slice(place);
        match self {
            Self::Key { pointer, name } => {
                let place = document.spans().key(pointer)?;
                let old = pointer.rsplit('/').next()?.replace("~1", "/").replace("~0", "~");
                let new = in_the_quotes_of(&written(place)?, &old, name)?;
                Some((format!("write `{name}`"), vec![(place, new)]))
            }
            Self::Text { pointer, old, new } => {
                let place = value(pointer)?;
                let text = in_the_quotes_of(&written(place)?, old, new)?;
                Some((format!("write `{new}`"), vec![(place, text)]))
            }
            Self::Quoted { pointer } => {
                let place = value(pointer)?;
                let plain = written(place)?;
                let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_');
                let text = plain.chars().all(harmless).then(|| format!("\"{plain}\""))?;
                Some((format!("write {text}"), vec![(place, text)]))
            }
            Self::Value { pointer, notation } => {
                let place = value(pointer)?;
                // An anchor or a tag would get lost, and an alias stands for something that stays as it is.
                let alone = !written(place)?.starts_with(['&', '*', '!']);
                alone.then(|| (format!("write {notation}"), vec![(place, notation.clone())]))
            }
            Self::Listed { pointer, value: expected } => {
                let place = value(pointer)?;
                let list = format!("[{}]", written(place)?);
                let same = parse(&list)? == Value::Array(vec![expected.clone()]);
                same.then(|| (format!("write {list}"), vec![(place, list)]))
            }
            Self::Link { pointer } => {
                let place = value(pointer)?;
                let address = written(place)?;
                let before = document.line(place.line)?.chars().take(place.column - 1).collect::<String>();
                let block = before.trim_end().ends_with('-') && before.trim_matches([' ', '-']).is_empty();
                block.then(|| (format!("write `url: {address}`"), vec![(place, format!("url: {address}"))]))
            }
            Self::Pair { pointer, key, text } => {
                let at = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                let (start, end) = (document.spans().key(&at)?, value(&at)?);
                let before = document.line(start.line)?.chars().take(start.column - 1).collect::<String>();
                let item = before.trim_end().ends_with(['-', '[', ',']);
                let place = Place { length: (end.column + end.length).checked_sub(start.column)?, ..start };
                let quoted = quote(text);
                (item && start.line == end.line).then(|| (format!("write {quoted}"), vec![(place, quoted)]))
            }
            Self::Places(places, description) => Some(((*description).to_owned(), places.clone())),
        }
    }
}

/// `new` in the quotes that `old` is written in, if `written` is `old` as it stands or in quotes.
fn in_the_quotes_of(written: &str, old: &str, new: &str) -> Option<String> {
    ["", "\"", "'"].into_iter().find_map(|quote| {
        let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
        (inner == old).then(|| format!("{quote}{new}{quote}"))
    })
}

/// Text in double quotes. What JSON escapes, YAML escapes the same way.
fn quote(text: &str) -> String {
    Value::from(text).to_string()
}

/// A list of texts in brackets, in quotes where they would mean something else without.
pub(crate) fn flow_list(texts: &[&str]) -> String {
    let item = |text: &&str| {
        let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/'))
            && parse(text) == Some(Value::from(*text));
        // Readers of YAML 1.1 take these for booleans.
        let boolean = ["yes", "no", "on", "off", "y", "n"].iter().any(|word| text.eq_ignore_ascii_case(word));
        if plain && !boolean { (*text).to_owned() } else { quote(text) }
    };
    format!("[{}]", texts.iter().map(item).collect::<Vec<_>>().join(", "))
}

/// The fields that hold prose, in which a colon followed by a space is nothing unusual.
const PROSE: [&str; 4] = ["title", "description", "displayName", "summary"];

/// What makes text YAML of which the parser, on this line of the document, says that it is none.
pub(crate) fn of_syntax(document: &Document<'_>, line: usize, words: &str) -> Option<Rewrite> {
    let text = document.text();
    let rewrite = match () {
        () if document.line(line)?.trim_start_matches(' ').starts_with('\t') => spaces_for_tabs(text)?,
        () if words.contains("mapping values are not allowed") => {
            quoted_value(document.line(line)?, line, |key, _| PROSE.contains(&key))?
        }
        () if words.contains("cannot start any token") => {
            quoted_value(document.line(line)?, line, |_, value| value.starts_with(['@', '`', '%']))?
        }
        () => return None,
    };
    // Certain is only what can be read then.
    let Rewrite::Places(places, _) = &rewrite else { return None };
    let edits: Vec<Edit> = places.iter().map(|(place, text)| edit_of(*place, text)).collect();
    parse(&apply(text, &edits)?).filter(Value::is_object).map(|_| rewrite)
}

fn edit_of(place: Place, text: &str) -> Edit {
    Edit {
        line: number(place.line),
        column: number(place.column),
        length: number(place.length),
        replacement: text.to_owned(),
    }
}

/// Two spaces for every tab, where indentation is by tabs alone and no text could be among the lines.
fn spaces_for_tabs(text: &str) -> Option<Rewrite> {
    let mut places = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let opens_text = line.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>']);
        let mixed = indent.contains(' ') && !line.trim().is_empty();
        if mixed || opens_text {
            return None;
        }
        if indent.contains('\t') {
            let place = Place { line: number, column: 1, length: indent.len() };
            places.push((place, "  ".repeat(indent.matches('\t').count())));
        }
    }
    Some(Rewrite::Places(places, "indent with spaces"))
}

/// Quotes around the value of a line `key: value` or `- value`, if it is one that may be quoted.
fn quoted_value(line: &str, number: usize, may: impl Fn(&str, &str) -> bool) -> Option<Rewrite> {
    let content = line.trim_start_matches([' ', '-']);
    let (key, value) = match content.split_once(": ") {
        Some((key, value)) if !key.starts_with(['@', '`', '%']) => (key.trim(), value),
        _ if line.trim_start().starts_with("- ") => ("", content),
        _ => return None,
    };
    let value = value.trim();
    let structured = value.is_empty() || value.starts_with(['"', '\'', '|', '>', '[', '{', '&', '*', '!', '#']);
    if structured || value.contains(" #") || line.contains('\t') || !may(key, value) {
        return None;
    }
    let start = line.rfind(value)?;
    let place = Place { line: number, column: line[..start].chars().count() + 1, length: value.chars().count() };
    Some(Rewrite::Places(vec![(place, quote(value))], "write the value in quotes"))
}
