//! `GET /api/v1/fields`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{FieldList, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::vocabulary;

/// All custom fields that are defined, each with how many entities use it.
#[utoipa::path(
    get,
    path = "/api/v1/fields",
    tag = "definitions",
    operation_id = "list_fields",
    responses(
        (status = 200, description = "The definitions", body = FieldList),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn fields(State(state): State<ApiState>, _: NoParameters) -> Result<Json<FieldList>, Failure> {
    Ok(Json(vocabulary::fields(&*state.portal).await?))
}
