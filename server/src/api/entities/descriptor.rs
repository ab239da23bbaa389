//! `GET /api/v1/entities/{kind}/{namespace}/{name}/descriptor`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Descriptor, Problem};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// The text that an entity was read from, and what is wrong with its file now.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/descriptor",
    tag = "entities",
    operation_id = "get_entity_descriptor",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
    ),
    responses(
        (status = 200, description = "The text and its place", body = Descriptor),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is no entity reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog has no such entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn descriptor(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
) -> Result<Json<Descriptor>, Failure> {
    Ok(Json(state.portal.descriptor(&entity_ref).await?))
}
