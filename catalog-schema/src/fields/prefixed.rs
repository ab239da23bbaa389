//! Text of the form `[<prefix>/]<rest>`, where the prefix is a DNS name.

use super::dns::is_dns_subdomain;
use super::name::{LONGEST, is_name};

/// An apiVersion: after the prefix 1 to 63 letters and digits (ASCII).
pub fn is_api_version(text: &str) -> bool {
    prefixed(text, |rest| matches!(rest.len(), 1..=LONGEST) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A label's or annotation's key: after the prefix, of the form of a name.
pub fn is_label_key(text: &str) -> bool {
    prefixed(text, is_name)
}

fn prefixed(text: &str, is_rest: impl Fn(&str) -> bool) -> bool {
    match text.split_once('/') {
        None => is_rest(text),
        Some((prefix, rest)) => is_dns_subdomain(prefix) && is_rest(rest),
    }
}
