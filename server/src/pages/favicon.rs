//! The sign in the browser's tab.

use axum::http::header;
use axum::response::{IntoResponse, Redirect};

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke-linecap="round" stroke-linejoin="round" stroke-width="2"><style>.frame{stroke:#1b2125}@media(prefers-color-scheme:dark){.frame{stroke:#e3e8ea}}</style><path class="frame" d="M12 3 3.6 17.6a16.8 16.8 0 0 0 16.8 0Z"/><path stroke="#2f8fb3" d="m12 3 3.1 18"/><circle fill="#2f8fb3" cx="12" cy="3" r="1.8"/></svg>"##;

/// The drawing.
pub(super) async fn serve() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, DRAWING)
}

/// The address that browsers ask for by themselves.
pub(super) async fn redirect() -> Redirect {
    Redirect::permanent("/favicon.svg")
}
