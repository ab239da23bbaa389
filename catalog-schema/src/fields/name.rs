//! Names of entities, kinds and namespaces.

use super::dns::is_dns_label;

/// The longest name, in characters.
pub(super) const LONGEST: usize = 63;

/// An entity's name: 1 to 63 letters, digits, `-`, `_` and `.` (ASCII), with a letter or digit first and last.
pub fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let ends = [bytes.first(), bytes.last()];
    bytes.len() <= LONGEST
        && ends.iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
        && bytes.iter().all(inner)
}

/// A namespace: a DNS label.
pub fn is_namespace(text: &str) -> bool {
    is_dns_label(text)
}

/// A kind: 1 to 63 letters and digits (ASCII), a letter first.
pub fn is_kind(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 1..=LONGEST) && bytes[0].is_ascii_alphabetic() && bytes.iter().all(u8::is_ascii_alphanumeric)
}

/// A label's value: empty, or of the form of a name.
pub fn is_label_value(text: &str) -> bool {
    text.is_empty() || is_name(text)
}
