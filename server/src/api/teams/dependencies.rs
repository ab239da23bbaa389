//! `GET /api/v1/teams/{namespace}/{name}/dependencies`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, TeamDependencies};

use crate::api::ApiState;
use crate::api::entity_path::TeamPath;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;

/// Which teams a team needs, and which need it.
///
/// By the impact relation between the entities of which each is the effective owner.
#[utoipa::path(
    get,
    path = "/api/v1/teams/{namespace}/{name}/dependencies",
    tag = "teams",
    operation_id = "show_team_dependencies",
    params(
        ("namespace" = String, Path, description = "The namespace of the group, such as `default`"),
        ("name" = String, Path, description = "The name of the group"),
    ),
    responses(
        (status = 200, description = "Both directions", body = TeamDependencies),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is no reference", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such team", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn dependencies(
    State(state): State<ApiState>,
    TeamPath(team): TeamPath,
    _: NoParameters,
) -> Result<Json<TeamDependencies>, Failure> {
    Ok(Json(state.portal.team_dependencies(&team).await?))
}
