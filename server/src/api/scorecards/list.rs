//! `GET /api/v1/scorecards`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::ScorecardList;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// All scorecards: how each is defined, and what it comes to over the entities that it applies to.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards",
    tag = "scorecards",
    operation_id = "list_scorecards",
    responses((status = 200, description = "The scorecards", body = ScorecardList))
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    _: NoParameters,
) -> Result<Json<ScorecardList>, Failure> {
    Ok(Json(state.portal.scorecard_list().await?))
}
