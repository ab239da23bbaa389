//! DNS names, as RFC 1123 has them, in lower case.

/// A label: 1 to 63 of `a-z`, `0-9` and `-`, with `-` neither first nor last.
pub fn is_dns_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    let inner = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    matches!(bytes.len(), 1..=63) && bytes.iter().all(inner) && bytes[0] != b'-' && !text.ends_with('-')
}

/// Labels with dots between them, at most 253 characters in all.
pub fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_dns_label)
}
