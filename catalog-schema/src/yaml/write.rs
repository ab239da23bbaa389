//! A JSON value to YAML text that readers of YAML 1.1 and of YAML 1.2 understand alike.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

/// The longest key that may stand before its `:`; YAML allows 1,024 characters, quotes and escapes among them.
const LONGEST_KEY: usize = 1_000;

/// The value as one YAML document without marks, ending with a line break: block style, keys in the order of the map,
/// no aliases, several lines of text as a literal block, and text in quotes wherever a reader could take it for
/// something else.
pub fn to_yaml(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => write_map(&mut out, map, 0),
        Value::Array(items) if !items.is_empty() => write_list(&mut out, items, 0),
        scalar => {
            write_scalar(&mut out, scalar, 2);
            out.push('\n');
        }
    }
    out
}

/// Writes the entries of a map; the first goes where the text stands, the others to lines of their own.
fn write_map(out: &mut String, map: &Map<String, Value>, indent: usize) {
    for (number, (key, value)) in map.iter().enumerate() {
        if number > 0 {
            pad(out, indent);
        }
        let key = one_line(key);
        if key.chars().count() > LONGEST_KEY {
            out.push_str("? ");
            out.push_str(&key);
            out.push('\n');
            pad(out, indent);
        } else {
            out.push_str(&key);
        }
        out.push(':');
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                out.push('\n');
                pad(out, indent + 2);
                write_map(out, inner, indent + 2);
            }
            Value::Array(items) if !items.is_empty() => {
                out.push('\n');
                pad(out, indent + 2);
                write_list(out, items, indent + 2);
            }
            scalar => {
                out.push(' ');
                write_scalar(out, scalar, indent + 2);
                out.push('\n');
            }
        }
    }
}

/// Writes the items of a list; the first goes where the text stands.
fn write_list(out: &mut String, items: &[Value], indent: usize) {
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            pad(out, indent);
        }
        out.push_str("- ");
        match item {
            Value::Object(map) if !map.is_empty() => write_map(out, map, indent + 2),
            Value::Array(inner) if !inner.is_empty() => write_list(out, inner, indent + 2),
            scalar => {
                write_scalar(out, scalar, indent + 2);
                out.push('\n');
            }
        }
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Writes a scalar, or an empty collection, without the line break at its end. `indent` is that of a literal block.
fn write_scalar(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&numeral(number)),
        Value::String(text) if is_block(text) => write_block(out, text, indent),
        Value::String(text) => out.push_str(&one_line(text)),
        Value::Array(_) => out.push_str("[]"),
        Value::Object(_) => out.push_str("{}"),
    }
}

/// A number. YAML 1.1 knows a floating-point number by its point, and wants a sign before an exponent.
fn numeral(number: &Number) -> String {
    let text = number.to_string();
    if number.is_i64() || number.is_u64() {
        return text;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, ""));
    let point = if mantissa.contains('.') { "" } else { ".0" };
    match exponent.chars().next() {
        None => format!("{mantissa}{point}"),
        Some('+' | '-') => format!("{mantissa}{point}e{exponent}"),
        Some(_) => format!("{mantissa}{point}e+{exponent}"),
    }
}

/// Whether lines can stand as they are: nothing in them needs an escape, and the first line shows the
/// indentation.
fn is_block(text: &str) -> bool {
    let lines_are_plain = text.split('\n').all(|line| line.is_empty() || !line.trim().is_empty());
    text.contains('\n')
        && !text.starts_with([' ', '\t', '\n'])
        && lines_are_plain
        && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
}

fn write_block(out: &mut String, text: &str, indent: usize) {
    let body = text.trim_end_matches('\n');
    let breaks = text.len() - body.len();
    out.push_str(match breaks {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
    }
    // The last line break is the caller's.
    out.extend(std::iter::repeat_n('\n', breaks.saturating_sub(1)));
}

/// Text on one line: plain where no reader can take it for anything else, in double quotes otherwise.
fn one_line(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            // A `String` takes whatever is written to it.
            c if u32::from(c) <= 0xFF => drop(write!(quoted, "\\x{:02x}", u32::from(c))),
            c if u32::from(c) <= 0xFFFF => drop(write!(quoted, "\\u{:04x}", u32::from(c))),
            c => drop(write!(quoted, "\\U{:08x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether text needs no quotes. What begins with a digit, a sign or a point gets them, unless it is a path: dates, times
/// and numbers in all their notations begin so.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '$'))
        || text.starts_with("./")
        || text.starts_with("../");
    begins
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !is_word_with_meaning(text)
}

/// The words that some reader takes for a boolean or for nothing.
fn is_word_with_meaning(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a character may stand in a file as it is: printable as YAML 1.2 has it, without what YAML 1.1 takes for a
/// line break.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}
