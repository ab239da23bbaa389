//! Names and signs of a text in a language with braces, without its comments and strings.

/// Splits a text into names and single signs.
pub(super) fn tokens<'a>(text: &'a str, comments: &[&str]) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if comments.iter().any(|start| rest.starts_with(start)) {
            rest.find('\n').unwrap_or(rest.len())
        } else if comments.contains(&"//") && rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(text) = rest.strip_prefix("\"\"\"") {
            text.find("\"\"\"").map_or(rest.len(), |end| end + 6)
        } else if first == '"' {
            quoted(rest)
        } else if is_name(first) {
            let end = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
            found.push(&rest[..end]);
            end
        } else {
            if !first.is_whitespace() {
                found.push(&rest[..first.len_utf8()]);
            }
            first.len_utf8()
        };
        rest = &rest[end..];
    }
    found
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.')
}

/// Where a string in quotes ends: at its quote, or at the end of its line.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\n' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = character == '\\' && !escaped,
        }
    }
    text.len()
}
