//! `GET /api/v1/sources`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, SourceList};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// Where descriptors come from, and how the last syncs went.
#[utoipa::path(
    get,
    path = "/api/v1/sources",
    tag = "sources",
    operation_id = "list_sources",
    responses(
        (status = 200, description = "All sources", body = SourceList),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(State(state): State<ApiState>, _: NoParameters) -> Result<Json<SourceList>, Failure> {
    Ok(Json(state.portal.sources().await?))
}
