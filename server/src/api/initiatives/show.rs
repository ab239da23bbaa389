//! `GET /api/v1/initiatives/{initiative}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Initiative, Problem};

use super::list::of_team;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// One initiative: what it asks for, and how far everybody is.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}",
    tag = "initiatives",
    operation_id = "get_initiative",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams within it own counts, too; not if left out"),
    ),
    responses(
        (status = 200, description = "The initiative", body = Initiative),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<Initiative>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = of_team(&mut parameters)?;
    parameters.finish()?;
    Ok(Json(state.portal.initiative(&name, &query).await?))
}
