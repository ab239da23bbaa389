//! The words of an expression.

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    Number(String),
    Text(String),
    /// An operator or a bracket.
    Sign(&'static str),
}

/// Longer ones first.
const SIGNS: [&str; 24] = [
    "=>", "==", "!=", ">=", "<=", "&&", "||", "=", ">", "<", "!", "(", ")", "[", "]", ".", ",", "+", "-", "*", "/",
    "?", ":", "%",
];

/// All words in order.
///
/// # Errors
/// What cannot be a word.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => {
                let (text, length) = text(rest, first)?;
                tokens.push(Token::Text(text));
                length
            }
            '0'..='9' => {
                let number = prefix(rest, |c| c.is_ascii_digit() || c == '.');
                tokens.push(Token::Number(number.to_owned()));
                number.len()
            }
            c if c.is_alphabetic() || c == '_' => {
                let name = prefix(rest, |c| c.is_alphanumeric() || c == '_');
                tokens.push(Token::Name(name.to_owned()));
                name.len()
            }
            other => {
                let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
                let sign = sign.ok_or_else(|| format!("{other} is not understood"))?;
                tokens.push(Token::Sign(sign));
                sign.len()
            }
        };
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

fn prefix(text: &str, is_part: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A text between quotes, and its length with them, in bytes. A backslash takes the next character as it is, but for
/// those that patterns mean something by.
fn text(source: &str, quote: char) -> Result<(String, usize), String> {
    let mut text = String::new();
    let mut characters = source.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            c if c == quote => return Ok((text, at + quote.len_utf8())),
            '\\' => match characters.next() {
                Some((_, c)) if c == quote || c == '\\' => text.push(c),
                Some((_, c)) => text.extend(['\\', c]),
                None => break,
            },
            c => text.push(c),
        }
    }
    Err("a text has no end".to_owned())
}
