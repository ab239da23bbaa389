//! `GET /api/v1/initiatives/{initiative}/rollup`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{InitiativeRollup, Problem, RollupBy};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::portal::invalid_value;

/// How far each team, system, domain or tier is.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/rollup",
    tag = "initiatives",
    operation_id = "show_initiative_rollup",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "What to group entities by; teams if left out. With `tree` a team \
            counts what the teams below it own, too"),
    ),
    responses(
        (status = 200, description = "The groups", body = InitiativeRollup),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn rollup(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<InitiativeRollup>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let by = grouping(&mut parameters)?;
    parameters.finish()?;
    Ok(Json(state.portal.initiative_rollup(&name, by).await?))
}

/// What to group by.
pub(super) fn grouping(parameters: &mut Parameters) -> Result<RollupBy, Failure> {
    let Some(by) = parameters.one("by")? else { return Ok(RollupBy::Team) };
    let names: Vec<&str> = RollupBy::ALL.into_iter().map(RollupBy::as_str).collect();
    Ok(RollupBy::parse(&by).ok_or_else(|| invalid_value("by", &by, &names.join(", ")))?)
}
