//! `GET /api/v1/sources/{source}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, Source};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;

/// One source, and how the last sync of each of its locations went.
#[utoipa::path(
    get,
    path = "/api/v1/sources/{source}",
    tag = "sources",
    operation_id = "get_source",
    params(("source" = String, Path, description = "The source's name")),
    responses(
        (status = 200, description = "The source", body = Source),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Json<Source>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    Ok(Json(state.portal.source(&name).await?))
}
