//! What has to be so for a write: `If-Match` and `If-None-Match`, as RFC 9110 section 13.1 has them.

use axum::http::{HeaderMap, header};

use crate::api::failure::Failure;
use crate::api::problems;
use crate::managed::Expected;

/// What the headers ask for. The tag of an entity is its `entity_revision` in quotes; `If-None-Match: *` means that there is none.
///
/// # Errors
/// 400 `invalid_precondition` where they are understood in no way.
pub(super) fn expected(headers: &HeaderMap) -> Result<Expected, Failure> {
    let text = |name| match headers.get(name) {
        None => Ok(None),
        Some(value) => value.to_str().map(|text| Some(text.trim())).map_err(|_| problems::invalid_precondition()),
    };
    match (text(header::IF_MATCH)?, text(header::IF_NONE_MATCH)?) {
        (None, None) | (Some("*"), None) => Ok(Expected::Whatever),
        (None, Some("*")) => Ok(Expected::Absent),
        (Some(tag), None) => {
            let number = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(tag);
            number.parse().map(Expected::OfRevision).map_err(|_| problems::invalid_precondition())
        }
        _ => Err(problems::invalid_precondition()),
    }
}
