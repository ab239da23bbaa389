//! `GET /api/v1/teams/{namespace}/{name}/scorecards`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, TeamScorecards};

use crate::api::ApiState;
use crate::api::entity_path::TeamPath;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::portal::invalid_value;

/// What scorecards come to over what a team owns, and what to mend next.
///
/// Fixes are ranked by the points that they give times how much stands on the entity.
#[utoipa::path(
    get,
    path = "/api/v1/teams/{namespace}/{name}/scorecards",
    tag = "teams",
    operation_id = "show_team_scorecards",
    params(
        ("namespace" = String, Path, description = "The namespace of the group, such as `default`"),
        ("name" = String, Path, description = "The name of the group"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams below it own counts, too; not if left out"),
    ),
    responses(
        (status = 200, description = "The scorecards", body = TeamScorecards),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is no reference, or the query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such team", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn scorecards(
    State(state): State<ApiState>,
    TeamPath(team): TeamPath,
    mut parameters: Parameters,
) -> Result<Json<TeamScorecards>, Failure> {
    let tree = match parameters.one("tree")?.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => return Err(invalid_value("tree", other, "true, false").into()),
    };
    parameters.finish()?;
    Ok(Json(state.portal.team_scorecards(&team, tree).await?))
}
