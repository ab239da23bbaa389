//! `GET /api/v1/diagnostics`

use axum::Json;
use axum::extract::State;
use catalog_schema::diagnostic::Severity;
use catalog_schema::wire::{DiagnosticList, DiagnosticQuery, Problem};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;

/// What is wrong with descriptors, by source, file and line.
#[utoipa::path(
    get,
    path = "/api/v1/diagnostics",
    tag = "sources",
    operation_id = "list_diagnostics",
    params(
        ("source" = Option<String>, Query, description = "Only of this source"),
        ("severity" = Option<Severity>, Query, description = "Only of this severity"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of diagnostics", body = DiagnosticList),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The catalog was restored since the cursor was given", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn diagnostics(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<DiagnosticList>, Failure> {
    let query = DiagnosticQuery {
        source: parameters.one("source")?,
        severity: parameters.one("severity")?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.diagnostics(&query).await?))
}
