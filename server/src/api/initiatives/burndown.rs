//! `GET /api/v1/initiatives/{initiative}/burndown`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{InitiativeBurndown, Problem};

use super::list::of_team;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// How many were left on each day since the first, each as it began; the last is today, as it stands now.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/burndown",
    tag = "initiatives",
    operation_id = "show_initiative_burndown",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams within it own counts, too; not if left out"),
    ),
    responses(
        (status = 200, description = "The days", body = InitiativeBurndown),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn burndown(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<InitiativeBurndown>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = of_team(&mut parameters)?;
    parameters.finish()?;
    Ok(Json(state.portal.initiative_burndown(&name, &query).await?))
}
