//! `GET /api/v1/entities/{kind}/{namespace}/{name}/facts`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{EntityFacts, Problem};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// What others pushed of an entity: the last value of each fact, how old it is, and who pushed it.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/facts",
    tag = "entities",
    operation_id = "get_entity_facts",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
    ),
    responses(
        (status = 200, description = "The facts by name", body = EntityFacts),
        (status = 400, description = "The path is no entity reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog has no such entity", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn facts(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
) -> Result<Json<EntityFacts>, Failure> {
    Ok(Json(state.portal.facts(&entity_ref).await?))
}
