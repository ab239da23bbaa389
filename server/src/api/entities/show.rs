//! `GET /api/v1/entities/{kind}/{namespace}/{name}`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Entity, Problem};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// One entity with its descriptor.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}",
    tag = "entities",
    operation_id = "get_entity",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
    ),
    responses(
        (status = 200, description = "The entity", body = Entity),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is no entity reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog has no such entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
) -> Result<Json<Entity>, Failure> {
    Ok(Json(state.portal.entity(&entity_ref).await?))
}
