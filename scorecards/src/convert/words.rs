//! Names and texts of other products as definitions take them.

use std::collections::BTreeSet;

use serde_json::Value;

/// The longest name.
const MAX_NAME: usize = 63;

/// `Has a runbook!` as `has-a-runbook`; `unnamed` for what has no letter and no digit.
pub(super) fn kebab(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").to_lowercase().chars().take(MAX_NAME).collect();
    let name = name.trim_end_matches('-');
    if name.is_empty() { "unnamed".to_owned() } else { name.to_owned() }
}

/// The same, with a number where the name is taken.
pub(super) fn unique(text: &str, taken: &mut BTreeSet<String>) -> String {
    let name = kebab(text);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}

/// A text of a field that is not blank.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// The texts of a field that is a list, or one text.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// A text as a CEL literal.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}

/// `["a", "b"]` in CEL.
pub(super) fn quoted_list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// A message without braces, which would hold expressions.
pub(super) fn plain(text: &str) -> String {
    text.replace('{', "(").replace('}', ")")
}

/// A sentence.
pub(super) fn sentence(text: &str) -> String {
    let text = plain(text);
    let ends = text.ends_with(['.', '!', '?']);
    if ends { text } else { text + "." }
}
