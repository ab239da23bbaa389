//! `/theme`: remembers light, dark or as the device has it, and leads back.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use web::Theme;

/// The only cookie that pages set.
const COOKIE: &str = "sextant_theme";

/// What the link asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    set: String,
    back: Option<String>,
}

/// Sets the cookie and redirects to the page that was left. Not a secret and no harm done by another site's link, so a
/// plain GET may do it.
pub(super) async fn choose(Query(choice): Query<Choice>) -> Response {
    let Some(theme) = Theme::parse(&choice.set) else {
        return (StatusCode::BAD_REQUEST, "set must be auto, light or dark\n").into_response();
    };
    let age = if theme == Theme::Auto { 0 } else { 31_536_000 };
    let cookie = format!("{COOKIE}={}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly", theme.as_str());
    let back = choice.back.filter(|back| is_own_page(back)).unwrap_or_else(|| "/".to_owned());
    let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, back), (header::CACHE_CONTROL, "no-store".into())];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// The theme that was chosen before.
pub(super) fn chosen(headers: &HeaderMap) -> Theme {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, value)| Theme::parse(value))
        .unwrap_or_default()
}

/// Whether an address stays within the portal: a path, and not one that browsers read as another host.
fn is_own_page(address: &str) -> bool {
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

    #[test]
    fn the_cookie_is_read_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(chosen(&headers), Theme::Auto);
        headers.insert(header::COOKIE, header::HeaderValue::from_static("a=b; sextant_theme=dark; c=d"));
        assert_eq!(chosen(&headers), Theme::Dark);
        headers.insert(header::COOKIE, header::HeaderValue::from_static("sextant_theme=\"><script>"));
        assert_eq!(chosen(&headers), Theme::Auto);
    }
}
