//! `GET /api/v1/entities/{kind}/{namespace}/{name}/relations`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, Relations};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// What an entity relates to, in both directions.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/relations",
    tag = "entities",
    operation_id = "get_entity_relations",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
    ),
    responses(
        (status = 200, description = "Its relations", body = Relations),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is no entity reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog has no such entity", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn relations(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
) -> Result<Json<Relations>, Failure> {
    Ok(Json(state.portal.relations(&entity_ref).await?))
}
