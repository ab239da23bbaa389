//! `GET /api/v1/audit`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{AuditList, PageQuery, Problem};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;

/// Who did what, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/audit",
    tag = "changes",
    operation_id = "list_audit",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of entries", body = AuditList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is from before a restore", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn audit(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<AuditList>, Failure> {
    let query = PageQuery { limit: parameters.number("limit")?, cursor: parameters.one("cursor")? };
    parameters.finish()?;
    Ok(Json(state.portal.audit(&query).await?))
}
