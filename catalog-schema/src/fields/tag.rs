//! Tags.

/// A tag: 1 to 63 of `a-z`, `0-9`, `:`, `+`, `#` and single `-`, with `-` neither first nor last.
pub fn is_tag(text: &str) -> bool {
    let inner = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b':' | b'+' | b'#');
    text.len() <= 63 && text.split('-').all(|part| !part.is_empty() && part.bytes().all(inner))
}
