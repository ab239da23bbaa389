//! `POST /api/v1/sources/{source}/sync`

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use catalog_schema::wire::{Problem, Source};

use crate::api::ApiState;
use crate::api::at_least::preferred_wait;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Has a source read now, all of it. Takes the scope `admin`.
///
/// Whoever follows the source does it, in whatever process. With `Prefer: wait=SECONDS` the answer waits for that: its
/// `runs` begin with how it went.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{source}/sync",
    tag = "sources",
    operation_id = "sync_source",
    params(
        ("source" = String, Path, description = "The source's name"),
        ("Prefer" = Option<String>, Header, description = "`wait=SECONDS`: wait until it was read"),
    ),
    responses(
        (status = 200, description = "It was read; the source as it is now", body = Source),
        (status = 202, description = "It will be read; the source as it is until then", body = Source),
        (status = 400, description = "The preference does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "It is paused, or not read by the portal", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn sync(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<Source>), Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let wait = preferred_wait(&headers, state.waits)?.unwrap_or(Duration::ZERO);
    let done = tokio::select! {
        done = state.sources.read(&name, wait, actor.name()) => done.map_err(|error| error.to_problem())?,
        () = state.closed() => false,
    };
    let mut source = state.portal.source(&name).await?;
    if let Some(revision) = source.runs.iter().filter_map(|run| run.revision).max().filter(|_| done) {
        // Who waited sees what was found.
        state.portal.shown(revision).await;
        source = state.portal.source(&name).await?;
    }
    Ok((if done { StatusCode::OK } else { StatusCode::ACCEPTED }, Json(source)))
}
