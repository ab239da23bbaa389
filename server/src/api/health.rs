//! `GET /api/v1/health`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{HealthSummary, Problem};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;

/// What scorecards say of many entities together.
///
/// Rules come with the one first whose failures hit the most: the direct dependents of the entities that fail, added up.
#[utoipa::path(
    get,
    path = "/api/v1/health",
    tag = "scorecards",
    operation_id = "summarise_health",
    params(("filter" = Option<Vec<String>>, Query, description = "As for the list of entities; all if left out")),
    responses(
        (status = 200, description = "Figures for each rule and for all", body = HealthSummary),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The filter does not make sense", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn health(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<HealthSummary>, Failure> {
    let filter = parameters.all("filter");
    parameters.finish()?;
    Ok(Json(state.portal.health(&filter).await?))
}
