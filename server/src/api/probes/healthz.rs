//! `GET /healthz`

use axum::http::header;
use axum::response::IntoResponse;

/// Whether the process lives. It says nothing of the catalog; see `/readyz`.
#[utoipa::path(
    get,
    path = "/healthz",
    tag = "about",
    responses((status = 200, description = "The process answers", content_type = "text/plain", body = String))
)]
pub(in crate::api) async fn healthz() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}
