//! `GET /api/v1/types/{kind}/{name}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{DefinedType, Problem};

use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::vocabulary;

/// One type that is defined.
#[utoipa::path(
    get,
    path = "/api/v1/types/{kind}/{name}",
    tag = "definitions",
    operation_id = "show_type",
    params(("kind" = String, Path, description = "Its kind"), ("name" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The definition", body = DefinedType),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 404, description = "It is not defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show_type(
    State(state): State<ApiState>,
    path: Result<Path<(String, String)>, PathRejection>,
    _: NoParameters,
) -> Result<Json<DefinedType>, Failure> {
    let Path((kind, name)) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    Ok(Json(vocabulary::entity_type(&*state.portal, &kind, &name).await?))
}
