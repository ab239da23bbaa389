//! `DELETE /api/v1/sources/{source}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, SourceRemoval};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Removes a source. Takes the scope `admin`.
///
/// Entities that no other source describes go, and leave what a deletion leaves; the others are shown as the other source
/// has them. `dry_run=true` says what would go; to do it takes `confirm` with the number of entities of that answer.
#[utoipa::path(
    delete,
    path = "/api/v1/sources/{source}",
    tag = "sources",
    operation_id = "remove_source",
    params(
        ("source" = String, Path, description = "The source's name"),
        ("dry_run" = Option<bool>, Query, description = "True: only say what would go"),
        ("confirm" = Option<u32>, Query, description = "How many entities go, by the dry run"),
    ),
    responses(
        (status = 200, description = "What went, or would go", body = SourceRemoval),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Another number of entities would go", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<SourceRemoval>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let (dry_run, confirm) = (parameters.flag("dry_run")?, parameters.number("confirm")?);
    parameters.finish()?;
    let removal = match dry_run {
        true => state.sources.preview_removal(&name).await,
        false => state.sources.remove(&name, confirm.map(u64::from), actor.name()).await,
    };
    let removal = removal.map_err(|error| error.to_problem())?;
    if removal.removed {
        state.portal.shown(removal.revision).await;
    }
    Ok(Json(removal))
}
