//! `GET /metrics`

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::api::ApiState;
use crate::telemetry;

/// Figures in the text format of Prometheus.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "about",
    responses((status = 200, description = "Metrics", content_type = "text/plain", body = String))
)]
pub(in crate::api) async fn metrics(State(state): State<ApiState>) -> impl IntoResponse {
    let ready = state.readiness.reason().is_none();
    telemetry::record_catalog(ready, state.portal.revision(), state.portal.entity_count(), state.readiness.age());
    let headers =
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, state.metrics.render())
}
