//! The part of YAML that nearly all descriptors are written in, read in one pass: maps and lists in blocks, lists of words
//! in brackets, and scalars on one line.
//!
//! Whatever else a text has, and whatever is wrong with it, it is left to the whole reader. Of a text that is read here both
//! come to the same: held by an assertion of debug builds for every text that anything reads, and by the tests below.

use serde_json::{Map, Value};

/// Deeper texts are left to the whole reader.
const DEPTH: usize = 32;
/// So are longer keys, in bytes: beyond 1,024 characters YAML wants them written otherwise.
const KEY: usize = 256;

/// The value of a document that is written in no more than this part of YAML.
pub(super) fn plain(text: &str) -> Option<Value> {
    let mut lines = Lines { rest: text, next: None };
    lines.advance()?;
    // Each document of a file begins with one.
    if lines.next.is_some_and(|line| line.indent == 0 && line.text == "---") {
        lines.advance()?;
    }
    let value = block(&mut lines, 0, DEPTH)?;
    lines.next.is_none().then_some(value)
}

/// A line that says something, without its indentation and without the spaces at its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    indent: usize,
    text: &'t str,
}

struct Lines<'t> {
    rest: &'t str,
    next: Option<Line<'t>>,
}

impl<'t> Lines<'t> {
    /// Goes on to the next line that says something; none where a character has a meaning that is not known here.
    fn advance(&mut self) -> Option<()> {
        self.next = None;
        while !self.rest.is_empty() {
            let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
            self.rest = rest;
            let text = line.trim_start_matches(' ');
            if text.is_empty() || text.starts_with('#') {
                if text.chars().any(is_strange) {
                    return None;
                }
                continue;
            }
            if !text.is_ascii() && text.chars().any(is_strange) || text.bytes().any(|byte| byte.is_ascii_control()) {
                return None;
            }
            self.next = Some(Line { indent: line.len() - text.len(), text: text.trim_end_matches(' ') });
            break;
        }
        Some(())
    }

    /// The next line, as long as it belongs to a block of this indentation.
    fn at(&self, indent: usize) -> Option<Line<'t>> {
        self.next.filter(|line| line.indent == indent)
    }
}

/// Line breaks and other characters that stand for themselves nowhere.
fn is_strange(character: char) -> bool {
    matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The map or list whose first entry is the next line, which is indented at least so far.
fn block(lines: &mut Lines<'_>, least: usize, depth: usize) -> Option<Value> {
    let first = lines.next.filter(|line| line.indent >= least)?;
    let depth = depth.checked_sub(1)?;
    match first.text.starts_with("- ") {
        true => list(lines, first.indent, depth),
        false => map(lines, first.indent, Map::new(), depth),
    }
}

/// The entries of a map that stand in this column, after those that were read already.
fn map(lines: &mut Lines<'_>, indent: usize, mut entries: Map<String, Value>, depth: usize) -> Option<Value> {
    while let Some(line) = lines.at(indent) {
        let (key, rest) = key(line.text)?;
        let value = value_of_entry(lines, rest, indent, depth)?;
        if entries.insert(key.to_owned(), value).is_some() {
            return None;
        }
    }
    ends(lines, indent)?;
    Some(Value::Object(entries))
}

fn list(lines: &mut Lines<'_>, indent: usize, depth: usize) -> Option<Value> {
    let mut items = Vec::new();
    while let Some(line) = lines.at(indent) {
        // A map that has the list as a value goes on here.
        let Some(rest) = line.text.strip_prefix("- ") else { break };
        let text = rest.trim_start_matches(' ');
        let column = indent + line.text.len() - text.len();
        items.push(match key(text) {
            Some((key, rest)) => {
                let depth = depth.checked_sub(1)?;
                let first = value_of_entry(lines, rest, column, depth)?;
                map(lines, column, Map::from_iter([(key.to_owned(), first)]), depth)?
            }
            None => {
                lines.advance()?;
                let item = scalar(text)?;
                ends(lines, indent)?;
                item
            }
        });
    }
    ends(lines, indent)?;
    Some(Value::Array(items))
}

/// The value of a map's entry, whose line is the next one: the rest of this line, or what stands below it.
fn value_of_entry(lines: &mut Lines<'_>, rest: &str, indent: usize, depth: usize) -> Option<Value> {
    if let "|" | "|-" = rest {
        let text = literal(lines, indent)?;
        ends(lines, indent)?;
        return Some(Value::String(if rest == "|" { text } else { text.strip_suffix('\n')?.to_owned() }));
    }
    lines.advance()?;
    if !rest.is_empty() {
        let value = scalar(rest)?;
        ends(lines, indent)?;
        return Some(value);
    }
    match lines.next {
        Some(below) if below.indent > indent => block(lines, indent + 1, depth),
        Some(below) if below.indent == indent && below.text.starts_with("- ") => {
            list(lines, indent, depth.checked_sub(1)?)
        }
        _ => Some(Value::Null),
    }
}

/// The lines below the next one, which are indented farther than so, as they are.
fn literal(lines: &mut Lines<'_>, indent: usize) -> Option<String> {
    let (mut value, mut blank, mut column) = (String::new(), 0, 0);
    while !lines.rest.is_empty() {
        let (line, rest) = lines.rest.split_once('\n')?;
        let text = line.trim_start_matches(' ');
        let spaces = line.len() - text.len();
        if text.is_empty() {
            // What is farther in says something.
            (spaces <= column).then_some(())?;
            blank += 1;
        } else {
            if column == 0 {
                column = Some(spaces).filter(|spaces| *spaces > indent)?;
            }
            if spaces < column {
                // Whether a comment in between ends it is for the whole reader to say.
                (spaces <= indent).then_some(())?;
                break;
            }
            if text.chars().any(is_strange) {
                return None;
            }
            value.extend(std::iter::repeat_n('\n', std::mem::take(&mut blank)));
            value.push_str(&line[column..]);
            value.push('\n');
        }
        lines.rest = rest;
    }
    lines.advance()?;
    (!value.is_empty()).then_some(value)
}

/// Nothing goes on with what stood in this column: a line further in would be part of it.
fn ends(lines: &Lines<'_>, indent: usize) -> Option<()> {
    lines.next.is_none_or(|line| line.indent <= indent).then_some(())
}

/// A key that is a word, a path or a number in quotes, and the rest of its line.
fn key(text: &str) -> Option<(&str, &str)> {
    let (key, rest, is_word) = match text.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let (key, rest) = quoted(&text[1..], char::from(*quote))?;
            (
                key,
                rest,
                !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte)),
            )
        }
        first => {
            let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || b"_-./{}".contains(&byte)))?;
            let key = &text[..end];
            let begins = first.is_ascii_alphabetic() || matches!(first, b'_' | b'/');
            (key, &text[end..], begins && word(key).is_none())
        }
    };
    let rest = rest.strip_prefix(':')?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix(' ')?.trim_start_matches(' ') };
    let rest = if rest.starts_with('#') { "" } else { rest };
    (is_word && key.len() <= KEY).then_some((key, rest))
}

/// A scalar that ends with its line, or a list of such in brackets.
fn scalar(text: &str) -> Option<Value> {
    match text.as_bytes().first()? {
        quote @ (b'"' | b'\'') => {
            let (value, rest) = quoted(&text[1..], char::from(*quote))?;
            is_end(rest).then(|| Value::String(value.to_owned()))
        }
        b'[' => brackets(&text[1..]),
        b'{' => text[1..].strip_prefix('}').filter(|rest| is_end(rest)).map(|_| Value::Object(Map::new())),
        _ => {
            let text = text.split_once(" #").map_or(text, |(text, _)| text.trim_end_matches(' '));
            if text.contains(": ") || text.ends_with(':') {
                return None;
            }
            unquoted(text)
        }
    }
}

/// A text up to its quote, and what follows that. What has a meaning in quotes is not known here.
fn quoted(text: &str, quote: char) -> Option<(&str, &str)> {
    let (value, rest) = text.split_once(quote)?;
    (!value.contains('\\') || quote == '\'').then_some(())?;
    (!rest.starts_with(quote)).then_some((value, rest))
}

/// Whether nothing but a comment follows.
fn is_end(rest: &str) -> bool {
    let text = rest.trim_start_matches(' ');
    text.is_empty() || text.starts_with('#') && text.len() < rest.len()
}

/// The scalars of a list up to its bracket.
fn brackets(mut text: &str) -> Option<Value> {
    let mut items = Vec::new();
    text = text.trim_start_matches(' ');
    if let Some(rest) = text.strip_prefix(']') {
        return is_end(rest).then(|| Value::Array(items));
    }
    loop {
        let (item, rest) = match text.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let (value, rest) = quoted(&text[1..], char::from(*quote))?;
                (Value::String(value.to_owned()), rest)
            }
            _ => {
                let end = text.find([',', ']'])?;
                let word = text[..end].trim_end_matches(' ');
                if word.contains(|character| ":#[{}\"'".contains(character)) {
                    return None;
                }
                (unquoted(word)?, &text[end..])
            }
        };
        items.push(item);
        let rest = rest.trim_start_matches(' ');
        match rest.strip_prefix(',') {
            Some(rest) => text = rest.trim_start_matches(' '),
            None => return is_end(rest.strip_prefix(']')?).then(|| Value::Array(items)),
        }
    }
}

/// A scalar without quotes: a word that begins with a letter or says where something is, or a whole number.
fn unquoted(text: &str) -> Option<Value> {
    match text.as_bytes().first()? {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'/' | b'(' | 0x80.. => {
            Some(word(text).unwrap_or_else(|| Value::String(text.to_owned())))
        }
        b'1'..=b'9' if text.len() < 19 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            text.parse::<u64>().ok().map(Value::from)
        }
        b'0' if text.len() == 1 => Some(Value::from(0_u64)),
        _ => None,
    }
}

/// A word that is no text.
fn word(text: &str) -> Option<Value> {
    match text {
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        "null" | "Null" | "NULL" => Some(Value::Null),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::convert::convert_whole;
    use super::*;

    /// What the whole reader makes of it.
    fn whole(text: &str) -> Option<Value> {
        convert_whole(text, 100_000).ok().filter(|whole| !whole.duplicate_keys).map(|whole| whole.value)
    }

    #[test]
    fn a_descriptor_is_read_here() {
        let text = "---\n# Ours\nkind: Component # not a service\nmetadata:\n  name: orders\n  title: \"Orders: all\"\n  \
                    tags: [rust, 'a b', 7]\n  labels: {}\n\n  annotations:\n    github.com/project-slug: a/b\n  links:\n  - \
                    url: https://a.example/x#y\n    title: A\n  - url: https://b.example\nspec:\n  owner: group:shop\n  tier: \
                    4\n  dependsOn:\n    - component:default/a\n    - b # c\n  empty:\n  live: true\n";
        let expected = json!({
            "kind": "Component",
            "metadata": {
                "name": "orders", "title": "Orders: all", "tags": ["rust", "a b", 7], "labels": {},
                "annotations": {"github.com/project-slug": "a/b"},
                "links": [{"url": "https://a.example/x#y", "title": "A"}, {"url": "https://b.example"}],
            },
            "spec": {
                "owner": "group:shop", "tier": 4, "dependsOn": ["component:default/a", "b"], "empty": null, "live": true,
            },
        });
        assert_eq!(plain(text), Some(expected));
        assert_eq!(plain(text), whole(text));
    }

    #[test]
    fn a_contract_is_read_here() {
        let text = "kind: API\nspec:\n  definition: |\n\n    openapi: \"3.0.0\"  \n    paths:\n      # none yet\n\n      /a: {}\n\n  \
                    after: |-\n     b\n      c\n\nlast:\n  - text: |\n      d\n";
        let definition = "\nopenapi: \"3.0.0\"  \npaths:\n  # none yet\n\n  /a: {}\n";
        let expected = json!({
            "kind": "API",
            "spec": {"definition": definition, "after": "b\n c"},
            "last": [{"text": "d\n"}],
        });
        assert_eq!(plain(text), Some(expected));
        assert_eq!(plain(text), whole(text));
        let text = "paths:\n  /orders/{id}:\n    get:\n      responses:\n        \"200\": {}\n        '404':\n          description: None\n";
        let responses = json!({"200": {}, "404": {"description": "None"}});
        assert_eq!(plain(text), Some(json!({"paths": {"/orders/{id}": {"get": {"responses": responses}}}})));
        assert_eq!(plain(text), whole(text));
    }

    #[test]
    fn what_is_more_is_left_to_the_whole_reader() {
        for text in [
            "a: b\n  c",
            "a: b\n\n  c",
            "a: b: c",
            "a: |+\n  b\n",
            "a: |2\n   b\n",
            "a: |\n  b\n # c\nd: e\n",
            "a: |\n\tb\n",
            "a: |\n",
            "a: |\nb: c\n",
            "a: >\n  b\n",
            "- |\n  b\n",
            "\"a b\": c",
            "{a}: b",
            "a: 'it''s'",
            "a: \"\\n\"",
            "a: |\n  b",
            "a: &b c",
            "a: *b",
            "a: !b c",
            "a: 010",
            "a: 1.5",
            "a: -1",
            "a: ~",
            "a: 2020-01-01",
            "a: [b, [c]]",
            "a: [b: c]",
            "a: {b: c}",
            "a: [b",
            "a: b\na: c",
            "<<: a",
            "1: a",
            "true: a",
            "a b: c",
            "a:\tb",
            "a: b\tc",
            "a: b\r\n",
            "- - a",
            "? a",
            "a:b: c",
            "a: [b,]",
            "a:\n   b: c\n  d: e",
            "a: b\n---\nc: d",
            "...\n",
            "a: \u{2028}",
            "# \u{85}\na: b",
            "%YAML 1.2\n---\na: b",
            "",
            "a",
            "- a\nb: c",
            "a: b\n c: d",
        ] {
            assert_eq!(plain(text), None, "{text:?}");
        }
        for key in ["a".repeat(KEY + 1), "a".repeat(2_000)] {
            for text in [format!("{key}: b"), format!("{key}:\n  b: c"), format!("- {key}: b"), format!("- {key}:")] {
                assert_eq!(plain(&text), None);
            }
        }
        assert_eq!((plain("a: \u{7f}"), plain("- \u{7f}b"), plain("# \u{7f}\na: b")), (None, None, None));
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "b:",
            "c: ",
            ": ",
            ":",
            "- ",
            "-",
            " ",
            "  ",
            "    ",
            "\n",
            "\n",
            "\n",
            "\n  ",
            "\n- ",
            "\n  - ",
            "'",
            "\"",
            "''",
            "[",
            "]",
            "{",
            "}",
            ",",
            ", ",
            "#",
            " #",
            "true",
            "null",
            "0",
            "7",
            "12",
            "010",
            ".5",
            "~",
            "|",
            ">",
            "&x ",
            "*x",
            "!t ",
            "\\",
            "\t",
            "\r\n",
            "ä",
            "\u{2028}",
            "\u{85}",
            "---",
            "...",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "<<",
            "=",
            "/",
            "(",
            "key: value\n",
            "list:\n",
            "yes",
            "0x1F",
            "1e3",
            "inf",
            "é: ",
            "e.f/g-h: ",
        ]);
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    /// Lines as people write them, with some that they should not have written.
    fn documents() -> impl Strategy<Value = String> {
        let key = prop::sample::select(vec![
            "a", "b", "name", "x.io/y-z", "_k", "null", "1", "/c/{d}", "\"200\"", "'e'", "{f}", "\"\"", "\"<<\"",
        ]);
        let value = prop::sample::select(vec![
            "",
            " a",
            " 'b'",
            " \"c d\"",
            " [e, f]",
            " [\"g\", 1 ]",
            " {}",
            " 12",
            " true",
            " h # i",
            " https://j.k/l#m",
            " n: o",
            " 'p' q",
            " - r",
            "  s",
            " []",
            " [,]",
            " t:",
            " (u)",
            " v, w",
            " x]",
            " [y] # z",
            " [a#b]",
            " \"a\"#b",
            " |",
            " |",
            " |-",
            " | # c",
            " |+",
            "\n\n",
            " # d",
        ]);
        let line = (0_usize..4, prop::bool::weighted(0.3), prop::bool::weighted(0.8), key, value).prop_map(
            |(indent, item, has_key, key, value)| {
                let (item, key) =
                    (if item { "- " } else { "" }, if has_key { format!("{key}:") } else { String::new() });
                format!("{}{item}{key}{value}\n", "  ".repeat(indent))
            },
        );
        prop::collection::vec(line, 0..10).prop_map(|lines| lines.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn both_readers_come_to_the_same(text in prop_oneof![pieces(), documents()]) {
            if let Some(value) = plain(&text) {
                prop_assert_eq!(Some(value), whole(&text), "{:?}", text);
            }
        }
    }
}
