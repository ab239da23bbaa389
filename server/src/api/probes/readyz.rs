//! `GET /readyz`

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use catalog_schema::wire::Problem;

use crate::api::failure::Failure;
use crate::api::{ApiState, problems};

/// Whether the catalog is loaded and not too old, so that requests may be sent here.
#[utoipa::path(
    get,
    path = "/readyz",
    tag = "about",
    responses(
        (status = 200, description = "Ready", content_type = "text/plain", body = String),
        (status = 503, description = "Not ready; `detail` says why", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn readyz(State(state): State<ApiState>) -> Result<impl IntoResponse, Failure> {
    match state.readiness.reason() {
        Some(reason) => Err(problems::not_ready(&reason)),
        None => Ok(([(header::CACHE_CONTROL, "no-store")], "ready\n")),
    }
}
