//! `GET /api/v1/teams`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::TeamList;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// All teams with what they carry, and where ownership has gaps.
#[utoipa::path(
    get,
    path = "/api/v1/teams",
    tag = "teams",
    operation_id = "list_teams",
    responses(
        (status = 200, description = "All teams", body = TeamList),
        (status = 304, description = "If-None-Match names this very answer"),
    )
)]
pub(in crate::api) async fn list(State(state): State<ApiState>, _: NoParameters) -> Result<Json<TeamList>, Failure> {
    Ok(Json(state.portal.teams().await?))
}
