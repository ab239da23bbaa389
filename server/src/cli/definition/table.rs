//! Definitions as lines of text.

/// Words between commas, or what stands for none.
pub(super) fn or(words: &[String], none: &str) -> String {
    if words.is_empty() { none.to_owned() } else { words.join(", ") }
}
