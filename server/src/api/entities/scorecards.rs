//! `GET /api/v1/entities/{kind}/{namespace}/{name}/scorecards`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, ScorecardResult};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// What scorecards say of an entity, and how to do better.
///
/// Every rule tells the facts that it read, where they come from, and what would change its outcome.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/scorecards",
    tag = "entities",
    operation_id = "get_entity_scorecards",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
    ),
    responses(
        (status = 200, description = "One result for each scorecard that applies", body = Vec<ScorecardResult>),
        (status = 400, description = "The path is no entity reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog has no such entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn scorecards(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
) -> Result<Json<Vec<ScorecardResult>>, Failure> {
    Ok(Json(state.portal.explained(&entity_ref).await?))
}
