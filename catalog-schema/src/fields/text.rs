//! Free text and addresses.

/// Anything but white space alone.
pub fn is_not_blank(text: &str) -> bool {
    !text.trim().is_empty()
}

/// An absolute address, of any scheme, as the WHATWG URL standard parses it. Says nothing of whether it is safe to open.
pub fn is_url(text: &str) -> bool {
    url::Url::parse(text).is_ok()
}
