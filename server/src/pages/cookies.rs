//! What pages remember in the browser. Nothing here is a secret and no harm is done by another site's link, so that a
//! plain GET may set it.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A year, in seconds.
const AGE: u32 = 31_536_000;

/// The value of a cookie of this name, as it came.
pub(super) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Sets a cookie, or removes it where there is no value, and redirects to the page that was left.
pub(super) fn remember(name: &str, value: Option<&str>, back: Option<String>) -> Response {
    let age = if value.is_some() { AGE } else { 0 };
    let cookie = format!("{name}={}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly", value.unwrap_or_default());
    let back = back.filter(|back| is_own_page(back)).unwrap_or_else(|| "/".to_owned());
    let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, back), (header::CACHE_CONTROL, "no-store".into())];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Whether an address stays within the portal: a path, and not one that browsers read as another host.
pub(super) fn is_own_page(address: &str) -> bool {
    let visible = address.bytes().all(|byte| byte.is_ascii_graphic());
    visible && address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_pages_are_led_back_to() {
        assert!(is_own_page("/catalog?kind=component&q=a%20b"));
        for other in ["https://example.com", "//example.com", "/\\example.com", "catalog", "", "/a\r\nX: y", "/\t/x"] {
            assert!(!is_own_page(other), "{other:?}");
        }
    }
}
