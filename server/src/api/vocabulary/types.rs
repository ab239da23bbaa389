//! `GET /api/v1/types`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, TypeList};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::vocabulary;

/// All types that are defined, each with how many entities use it.
#[utoipa::path(
    get,
    path = "/api/v1/types",
    tag = "definitions",
    operation_id = "list_types",
    responses(
        (status = 200, description = "The definitions", body = TypeList),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn types(State(state): State<ApiState>, _: NoParameters) -> Result<Json<TypeList>, Failure> {
    Ok(Json(vocabulary::types(&*state.portal).await?))
}
