//! `GET /api/v1/entities/{kind}/{namespace}/{name}/history`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{History, PageQuery, Problem};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// Every version that an entity had, the newest first, each with what it changed. Also of an entity that is gone, by
/// the last name that it had.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/history",
    tag = "entities",
    operation_id = "get_entity_history",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "Page size; 20 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of versions", body = History),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog never had such an entity, or has forgotten it", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is from before a restore", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn history(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    mut parameters: Parameters,
) -> Result<Json<History>, Failure> {
    let query = PageQuery { limit: parameters.number("limit")?, cursor: parameters.one("cursor")? };
    parameters.finish()?;
    Ok(Json(state.portal.history(&entity_ref, &query).await?))
}
