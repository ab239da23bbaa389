//! `GET /api/v1/fields/{field}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{DefinedField, Problem};

use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::vocabulary;

/// One custom field that is defined.
#[utoipa::path(
    get,
    path = "/api/v1/fields/{field}",
    tag = "definitions",
    operation_id = "show_field",
    params(("field" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The definition", body = DefinedField),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 404, description = "It is not defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show_field(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Json<DefinedField>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    Ok(Json(vocabulary::field(&*state.portal, &name).await?))
}
