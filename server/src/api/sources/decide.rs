//! `POST /api/v1/sources/{source}/confirm` and `…/discard`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, Source};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::store::Decision;

type Named = Result<Path<String>, PathRejection>;

/// Lets go what a source does not describe any more: its next sync deletes it. Takes the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{source}/confirm",
    tag = "sources",
    operation_id = "confirm_deletion",
    params(("source" = String, Path, description = "The source's name")),
    responses(
        (status = 200, description = "The source as it is until then", body = Source),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Nothing is held back", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn confirm(
    State(state): State<ApiState>,
    caller: Caller,
    path: Named,
    _: NoParameters,
) -> Result<Json<Source>, Failure> {
    decide(&state, &caller, path, Decision::Confirmed).await
}

/// Keeps what a source does not describe any more, and asks nobody again. Takes the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{source}/discard",
    tag = "sources",
    operation_id = "discard_deletion",
    params(("source" = String, Path, description = "The source's name")),
    responses(
        (status = 200, description = "The source as it is now", body = Source),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such source", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "Nothing is held back", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn discard(
    State(state): State<ApiState>,
    caller: Caller,
    path: Named,
    _: NoParameters,
) -> Result<Json<Source>, Failure> {
    decide(&state, &caller, path, Decision::Discarded).await
}

async fn decide(state: &ApiState, caller: &Caller, path: Named, decision: Decision) -> Result<Json<Source>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    state.sources.decide(&name, decision, actor.name()).await.map_err(|error| error.to_problem())?;
    Ok(Json(state.portal.source(&name).await?))
}
