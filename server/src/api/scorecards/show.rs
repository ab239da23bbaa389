//! `GET /api/v1/scorecards/{scorecard}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, Scorecard};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;

/// One scorecard: how it is defined, and what it comes to over the entities that it applies to.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}",
    tag = "scorecards",
    operation_id = "get_scorecard",
    params(("scorecard" = String, Path, description = "The scorecard's name, in any case")),
    responses(
        (status = 200, description = "The scorecard", body = Scorecard),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Json<Scorecard>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    Ok(Json(state.portal.scorecard(&name).await?))
}
