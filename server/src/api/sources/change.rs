//! `PUT /api/v1/sources/{source}`

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, Source, SourceChange};

use super::add::open_settings;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::sources::registry::SourceChanges;

/// Says how a source stands to others, what it may describe, and whether it rests. What is left out stays as it is. Takes
/// the scope `admin`.
///
/// What the source describes is looked at again at once. Kinds and namespaces count from the next look at its files, which
/// is asked for; of a source that is pushed to, from the next push.
#[utoipa::path(
    put,
    path = "/api/v1/sources/{source}",
    tag = "sources",
    operation_id = "change_source",
    params(("source" = String, Path, description = "The source's name")),
    request_body = SourceChange,
    responses(
        (status = 200, description = "The source as it is now", body = Source),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The configuration file says it", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    body: Result<Json<SourceChange>, JsonRejection>,
) -> Result<Json<Source>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let Json(body) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    if let Some(keys) = body.settings.clone() {
        let source = state.portal.source(&name).await?;
        let settings = open_settings(&source.source_type, keys)?;
        let changed = state.sources.change_remote(&name, &settings, actor.name()).await;
        changed.map_err(|error| error.to_problem())?;
    }
    let changes = SourceChanges::of(body).map_err(|error| error.to_problem())?;
    let changed = state.sources.change(&name, &changes, actor.name()).await;
    state.portal.shown(changed.map_err(|error| error.to_problem())?).await;
    Ok(Json(state.portal.source(&name).await?))
}
