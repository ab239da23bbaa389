//! `DELETE /api/v1/entities/{kind}/{namespace}/{name}`

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use catalog_schema::wire::{Problem, PushOutcome};

use super::precondition::expected;
use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::auth::{Caller, Scope};

/// Lets go of what the portal keeps of an entity.
///
/// That is the entity itself, or the fields that the portal adds to what a file describes. Takes the scope `admin`.
#[utoipa::path(
    delete,
    path = "/api/v1/entities/{kind}/{namespace}/{name}",
    tag = "entities",
    operation_id = "delete_entity",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
        ("If-Match" = Option<String>, Header, description = "The entity's `entity_revision` as it was seen, in quotes: if it was \
            changed since, nothing is removed"),
    ),
    responses(
        (status = 200, description = "What changed", body = PushOutcome),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "The portal keeps nothing of it", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "It is not as it was expected", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer, or others write all the time", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    EntityPath(entity_ref): EntityPath,
    _: NoParameters,
    headers: HeaderMap,
) -> Result<Json<PushOutcome>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    Ok(Json(state.managed.remove(&entity_ref, expected(&headers)?, actor.name()).await?))
}
