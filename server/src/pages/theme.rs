//! `/theme`: remembers light, dark or as the device has it, and leads back.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use web::Theme;

use super::cookies;

const COOKIE: &str = "sextant_theme";

/// What the link asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    set: String,
    back: Option<String>,
}

/// Remembers the theme.
pub(super) async fn choose(Query(choice): Query<Choice>) -> Response {
    let Some(theme) = Theme::parse(&choice.set) else {
        return (StatusCode::BAD_REQUEST, "set must be auto, light or dark\n").into_response();
    };
    let value = (theme != Theme::Auto).then(|| theme.as_str());
    cookies::remember(COOKIE, value, choice.back)
}

/// The theme that was chosen before.
pub(super) fn chosen(headers: &HeaderMap) -> Theme {
    cookies::read(headers, COOKIE).and_then(Theme::parse).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    #[test]
    fn the_cookie_is_read_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(chosen(&headers), Theme::Auto);
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; sextant_theme=dark; c=d"));
        assert_eq!(chosen(&headers), Theme::Dark);
        headers.insert(header::COOKIE, HeaderValue::from_static("sextant_theme=\"><script>"));
        assert_eq!(chosen(&headers), Theme::Auto);
    }
}
